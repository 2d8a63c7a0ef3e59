package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void countsWhatIsTaken() {
    var slots = new Slots(3);
    slots.take();
    slots.take();

    assertThat(slots.free()).isEqualTo(1);
    assertThat(slots.taken()).isEqualTo(2);
  }

  @Test
  void waitsUntilAllAreFree() {
    var slots = new Slots(2);
    slots.take();
    var drained = CompletableFuture.supplyAsync(() -> slots.awaitAllFree(Duration.ofMinutes(1)));
    assertThat(drained).isNotDone();

    slots.release(1);

    assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
    assertThat(slots.free()).isEqualTo(2);
  }

  @Test
  void saysThatSomeAreStillTaken() {
    var slots = new Slots(1);
    slots.take();

    assertThat(slots.awaitAllFree(Duration.ofMillis(10))).isFalse();
  }

  @Test
  void signalRaisedEarlyIsNotMissed() {
    var signal = new Signal();
    signal.raise();
    signal.raise();

    var woken = CompletableFuture.runAsync(() -> signal.await(Duration.ofMinutes(1)));

    assertThat(woken).succeedsWithin(10, TimeUnit.SECONDS);
  }
}
