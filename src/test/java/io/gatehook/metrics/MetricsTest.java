package io.gatehook.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics(List.of("crud"));

  private String text() {
    return metrics.page(null).text();
  }

  @Test
  void countsByLabels() {
    metrics.event("crud", "accepted");
    metrics.event("crud", "accepted");
    metrics.event("crud", "duplicate");

    assertThat(text())
        .contains(
            """
            # HELP gatehook_events_total Worker events taken.
            # TYPE gatehook_events_total counter
            gatehook_events_total{outcome="accepted",source="crud"} 2.0
            gatehook_events_total{outcome="duplicate",source="crud"} 1.0
            """);
  }

  @Test
  void sourcesBeyondTheFirstFiftyAreOther() {
    for (int i = 0; i < 1000; i++) {
      metrics.event("unknown-" + i, "accepted");
    }
    metrics.event("crud", "accepted");

    assertThat(text())
        .contains("{outcome=\"accepted\",source=\"crud\"} 1.0\n")
        .contains("{outcome=\"accepted\",source=\"unknown-49\"} 1.0\n")
        .contains("{outcome=\"accepted\",source=\"other\"} 950.0\n")
        .doesNotContain("unknown-50");
  }

  @Test
  void namesOfStrangersAreEscaped() {
    metrics.event("a\"b\\c\nd", "accepted");

    assertThat(text()).contains("{outcome=\"accepted\",source=\"a\\\"b\\\\c\\nd\"} 1.0\n");
  }

  @Test
  void histogramsAreCumulativeInSeconds() {
    metrics.call("webhook", Duration.ofMillis(1));
    metrics.call("webhook", Duration.ofMillis(30));
    metrics.call("webhook", Duration.ofHours(2));

    assertThat(text())
        .contains(
            "# TYPE gatehook_call_seconds histogram\n",
            "gatehook_call_seconds_bucket{handler=\"webhook\",le=\"0.001\"} 1\n",
            "gatehook_call_seconds_bucket{handler=\"webhook\",le=\"0.025\"} 1\n",
            "gatehook_call_seconds_bucket{handler=\"webhook\",le=\"0.05\"} 2\n",
            "gatehook_call_seconds_bucket{handler=\"webhook\",le=\"3600.0\"} 2\n",
            "gatehook_call_seconds_bucket{handler=\"webhook\",le=\"+Inf\"} 3\n",
            "gatehook_call_seconds_sum{handler=\"webhook\"} 7200.031\n",
            "gatehook_call_seconds_count{handler=\"webhook\"} 3\n");
  }

  @Test
  void aClockThatWasSetBackSpoilsNoSum() {
    metrics.received("log", Duration.ofSeconds(-5));
    metrics.received("log", Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(text())
        .contains("gatehook_delivery_seconds_bucket{handler=\"log\",le=\"0.001\"} 1\n")
        .contains("gatehook_delivery_seconds_count{handler=\"log\"} 2\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    metrics.gauge("gatehook_a", "A.", () -> Double.NaN);
    metrics.gauge("gatehook_b", "B.", () -> 1.5);

    assertThat(text())
        .doesNotContain("gatehook_a")
        .contains("# HELP gatehook_b B.\n# TYPE gatehook_b gauge\ngatehook_b 1.5\n");
  }

  @Test
  void countsOfAHandlerBeginAtZero() {
    metrics.begin("webhook", List.of("exhausted"), List.of("unknown"));

    assertThat(text())
        .contains("gatehook_deliveries_total{handler=\"webhook\",outcome=\"exhausted\"} 0.0\n")
        .contains("gatehook_attempts_total{handler=\"webhook\",outcome=\"unknown\"} 0.0\n")
        .contains("gatehook_store_seconds_count{outcome=\"rolled_back\"} 0\n");
  }

  @Test
  void showsAValueForEachThingThatHasOneNow() {
    var values = new TreeMap<>(Map.of("a", 1.0, "b", 2.5));
    metrics.gauges("gatehook_c", "C.", "thing", () -> values);
    String first = text();
    values.remove("a");

    assertThat(first).contains("gatehook_c{thing=\"a\"} 1.0\ngatehook_c{thing=\"b\"} 2.5\n");
    assertThat(text()).contains("gatehook_c{thing=\"b\"} 2.5\n").doesNotContain("\"a\"");
  }

  @Test
  void speaksOpenMetricsToWhoAcceptsIt() {
    metrics.event("crud", "accepted");
    Metrics.Page page = metrics.page("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

    assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(page.text())
        .contains("# TYPE gatehook_events counter\n", "gatehook_events_total{outcome=\"accepted\"")
        .doesNotContain("_created")
        .endsWith("# EOF\n");
    assertThat(metrics.page("text/html").contentType())
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void tellsOnceThatItWasRead() {
    assertThat(metrics.wasRead()).isFalse();
    assertThat(text()).isNotEmpty();
    assertThat(metrics.wasRead()).isTrue();
    assertThat(metrics.wasRead()).isFalse();
  }

  @Test
  void noCountIsLostBetweenThreads() throws InterruptedException {
    int threads = 4;
    var begin = new CountDownLatch(1);
    var executor = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      executor.execute(() -> count(begin));
    }
    begin.countDown();
    executor.shutdown();

    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(text()).contains("{outcome=\"accepted\",source=\"other\"} 3800.0\n");
  }

  /** Beyond 16 bytes a time, until the better compiler saves them: nothing is looked up by name. */
  @Test
  void countingMakesHardlyAnObject() {
    var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Duration took = Duration.ofMillis(12);
    countOnce(took);
    long before = memory.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      countOnce(took);
    }

    assertThat(memory.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(10_000 * 2 * 16 + 100_000);
  }

  private void countOnce(Duration took) {
    metrics.event("crud", "accepted");
    metrics.attempt("webhook", "delivered");
    metrics.call("webhook", took);
    metrics.transaction(true, 1_000_000);
  }

  private void count(CountDownLatch begin) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < 1000; i++) {
      metrics.event("unknown-" + i, "accepted");
    }
  }
}
