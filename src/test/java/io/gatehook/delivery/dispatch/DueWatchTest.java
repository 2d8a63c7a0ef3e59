package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueWatchTest {
  private static final Claims NONE = new Claims(List.of(), Set.of());

  private final UUID hook = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private long now = 1_000_000_000_000L;
  private final DueWatch watch = new DueWatch(() -> now);

  @BeforeEach
  void looksAtTheStart() {
    assertThat(watch.wantsLook()).isTrue();
    look(NONE);
    assertThat(watch.wantsLook()).isFalse();
  }

  @Test
  void looksAtIntervalsForRetries() {
    pass(DueWatch.POLL);
    assertThat(watch.wantsLook()).isFalse();

    pass(Duration.ofNanos(1));
    assertThat(watch.wantsLook()).isTrue();
    assertThat(watch.isDue()).as("rows may be born claimed meanwhile").isFalse();
  }

  @Test
  void looksAtOnceForWhatIsLeftInTheStore() {
    watch.due();

    assertThat(watch.wantsLook()).isTrue();
    assertThat(watch.isDue()).isTrue();
    look(NONE);
    assertThat(watch.isDue()).isFalse();
  }

  @Test
  void looksAtOnceForATurnAndLetsRowsBeBornClaimed() {
    watch.turn();

    assertThat(watch.wantsLook()).isTrue();
    assertThat(watch.isDue()).isFalse();
  }

  @Test
  void looksAgainAtOnceAfterItFoundAllThatItWanted() {
    watch.looking();
    watch.looked(NONE, true);

    assertThat(watch.isDue()).isTrue();
  }

  @Test
  void looksSoonOnceAHookThatHadNoRoomHasSome() {
    look(new Claims(List.of(), Set.of(hook)));
    watch.ended(hook, false);
    assertThat(watch.wantsLook()).isFalse();
    assertThat(watch.untilRoom()).isEqualTo(DueWatch.LINGER);

    pass(DueWatch.LINGER);

    assertThat(watch.untilRoom()).isZero();
    assertThat(watch.wantsLook()).isTrue();
  }

  @Test
  void doesNotLookForHooksThatHangWhileOthersGoOn() {
    look(new Claims(List.of(), Set.of(hook)));
    watch.ended(other, false);
    pass(DueWatch.LINGER);

    assertThat(watch.wantsLook()).isFalse();
    assertThat(watch.untilRoom()).isZero();
  }

  @Test
  void looksSoonWhenOthersMayHaveWhatACallLeft() {
    look(new Claims(List.of(), Set.of(hook)));
    watch.ended(other, true);
    pass(DueWatch.LINGER);

    assertThat(watch.wantsLook()).isTrue();
  }

  @Test
  void missesNoRoomThatAppearsDuringALook() {
    watch.looking();
    watch.ended(hook, false);
    watch.looked(new Claims(List.of(), Set.of(hook)), false);
    pass(DueWatch.LINGER);

    assertThat(watch.wantsLook()).isTrue();
  }

  private void look(Claims found) {
    watch.looking();
    watch.looked(found, false);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
