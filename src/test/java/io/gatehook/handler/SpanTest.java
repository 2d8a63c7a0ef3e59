package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.text.LogEntry;
import jakarta.json.JsonValue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final WorkerEvent UNTRACED =
      WorkerEvent.of("crud", "consumers", JsonValue.EMPTY_JSON_OBJECT);
  private static final WorkerEvent TRACED =
      UNTRACED.from(
          new Origin(
              null, null, null, new TraceContext("00-" + TRACE + "-b7ad6b7169203331-01", null)));

  private static String id(UUID delivery, int attempt) {
    return Span.of(TRACED, delivery, attempt).orElseThrow().id();
  }

  @Test
  void isNoneWithoutATrace() {
    assertThat(Span.of(UNTRACED, UUID.randomUUID(), 1)).isEmpty();
  }

  @Test
  void hasAnotherIdWithEveryAttempt() {
    var delivery = UUID.randomUUID();

    assertThat(IntStream.rangeClosed(1, 1000).mapToObj(attempt -> id(delivery, attempt)))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("(?!0{16})[0-9a-f]{16}"));
  }

  @Test
  void hasTheSameIdWheneverItIsAskedFor() {
    var delivery = UUID.randomUUID();

    assertThat(id(delivery, 2)).isEqualTo(id(delivery, 2)).isNotEqualTo(id(UUID.randomUUID(), 2));
  }

  @Test
  void isNeverTheIdThatMeansNone() {
    // the step of SplittableRandom, after which its state is 0, and so is what it gives
    var delivery = new UUID(0, -0x9E3779B97F4A7C15L - 1);

    assertThat(id(delivery, 1)).isEqualTo("0000000000000001");
  }

  @Test
  void tellsTheReceiverItsTraceAndItself() {
    Span span = Span.of(TRACED, UUID.randomUUID(), 1).orElseThrow();

    assertThat(span.traceparent()).isEqualTo("00-" + TRACE + "-" + span.id() + "-01");
  }

  @Test
  void namesItselfInALineOfTheLog() {
    Span span = Span.of(TRACED, UUID.randomUUID(), 1).orElseThrow();
    LogEntry line = span.in(LogEntry.of("delivery {delivery}", "d"));

    assertThat(line).hasToString("delivery d; trace " + TRACE + " span " + span.id());
    assertThat(line)
        .containsExactly(
            entry("delivery", "d"), entry("trace_id", TRACE), entry("span_id", span.id()));
  }
}
