package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.hook.Ordering;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LineTest {
  private static Line line(
      @Nullable DeliveryStatus first, boolean timed, Ordering ordering, boolean enabled) {
    var wanted = new Line.Wanted(ordering, enabled);
    return new Line(UUID.randomUUID(), 1, UUID.randomUUID(), first, timed, wanted);
  }

  @ParameterizedTest
  @CsvSource({
    // first  timed  ordering  enabled  move
    "PENDING,   false, PASS, true,  GIVE_TURN",
    "PENDING,   true,  PASS, true,  NONE",
    "PENDING,   false, PASS, false, NONE",
    "CLAIMED,   false, PASS, true,  NONE",
    "DELIVERED, false, PASS, true,  LEAVE",
    "CANCELLED, false, PASS, true,  LEAVE",
    "EXHAUSTED, false, PASS, true,  LEAVE",
    "REJECTED,  false, PASS, true,  LEAVE",
    "PENDING,   false, STOP, true,  GIVE_TURN",
    "CLAIMED,   false, STOP, true,  NONE",
    "DELIVERED, false, STOP, true,  LEAVE",
    "CANCELLED, false, STOP, true,  LEAVE",
    "EXHAUSTED, false, STOP, true,  HALT",
    "REJECTED,  false, STOP, true,  HALT",
    "DELIVERED, false, STOP, false, LEAVE",
  })
  void goesOnByItsFirst(
      DeliveryStatus first, boolean timed, Ordering ordering, boolean enabled, Line.Move move) {
    assertThat(line(first, timed, ordering, enabled).next()).isEqualTo(move);
  }

  @ParameterizedTest
  @EnumSource(DeliveryStatus.class)
  void endsWhereNobodyAsksForAnOrder(DeliveryStatus first) {
    assertThat(line(first, false, Ordering.NONE, false).next()).isEqualTo(Line.Move.DISSOLVE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS", "STOP"})
  void passesOverWhatIsGone(Ordering ordering) {
    assertThat(line(null, false, ordering, true).next()).isEqualTo(Line.Move.LEAVE);
  }

  @Test
  void isHaltedOnlyWhereItStops() {
    assertThat(line(DeliveryStatus.EXHAUSTED, false, Ordering.STOP, true).halted()).isTrue();
    assertThat(line(DeliveryStatus.EXHAUSTED, false, Ordering.PASS, true).halted()).isFalse();
    assertThat(line(DeliveryStatus.CLAIMED, false, Ordering.STOP, true).halted()).isFalse();
  }
}
