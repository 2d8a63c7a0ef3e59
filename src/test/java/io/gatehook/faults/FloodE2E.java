package io.gatehook.faults;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.delivery.DeliveryWatch;
import io.gatehook.delivery.OneDelivery;
import io.gatehook.delivery.Scripts;
import io.gatehook.http.Receiver;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Receivers that answer with a gigabyte cost no memory, and no other hook its turn. */
class FloodE2E extends OneDelivery {
  private static final long GIGABYTE = 1L << 30;
  private static final int FLOODS = 20;
  private static final long MEGABYTE = 1 << 20;
  private static final long MOST_GROWTH = 64 * MEGABYTE;

  private final Gatehook gatehook;

  FloodE2E(Api api, Gatehook gatehook) {
    super(api);
    this.gatehook = gatehook;
  }

  @Test
  void longBodiesCostNoMemoryAndHoldUpNobody() throws InterruptedException {
    assumeThat(status()).as("a system that tells what a process uses").exists();
    try (Receiver flood = Receiver.speaking(Scripts.longBody(GIGABYTE))) {
      String flooded = api.webhook(flood(), flood.url());
      sendTo(flooded, 1);
      long before = resident();

      sendTo(flooded, FLOODS);
      deliver("delivered", Scripts.answering(200));

      assertThat(resident() - before).as("bytes of growth").isLessThan(MOST_GROWTH);
      assertThat(watch.ofHook(flooded)).hasSize(1 + FLOODS).allSatisfy(this::assertCutShort);
    }
  }

  private String flood() {
    return source + "-flood";
  }

  private void sendTo(String hook, int count) {
    int wanted = watch.ofHook(hook).size() + count;
    api.events(flood(), count);
    await()
        .atMost(DeliveryWatch.LIMIT)
        .untilAsserted(
            () ->
                assertThat(watch.ofHook(hook))
                    .hasSize(wanted)
                    .allMatch(delivery -> delivery.getString("status").equals("delivered")));
  }

  private void assertCutShort(JsonObject delivery) {
    JsonObject first = attempt(watch.read(delivery.getString("id")), 1);
    assertThat(first.getString("outcome")).isEqualTo("delivered");
    assertThat(first.getJsonObject("response").getBoolean("truncated")).isTrue();
  }

  private Path status() {
    return Path.of("/proc/%d/status".formatted(gatehook.pid()));
  }

  private long resident() {
    try (Stream<String> lines = Files.lines(status())) {
      String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
