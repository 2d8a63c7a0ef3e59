package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.queue.DeliveryModel.Act;
import io.gatehook.delivery.queue.DeliveryModel.Claim;
import io.gatehook.delivery.queue.DeliveryModel.Guard;
import io.gatehook.delivery.queue.DeliveryModel.Node;
import io.gatehook.delivery.queue.DeliveryModel.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every order in which claim, call, rescue, cancel and redelivery can meet, up to a length. */
class DeliveryModelTest {
  private static final int LENGTH = 8;

  /** Enough for any delivery: rescue, claim, call. */
  private static final int LAST_STEPS = 3;

  private record Move(DeliveryModel before, Step step, DeliveryModel after) {

    /** What is wrong with it; empty: nothing. */
    Optional<String> fault() {
      return Stream.of(
              broken(overwritesWhatIsFinished(), "finished row overwritten"),
              broken(movesWithoutItsClaim(), "moved by a call whose claim was not the row's"),
              broken(after.row().status() == null || !isConsistent(), "row in no visible state"),
              broken(!haveNumbersOfTheirOwn(), "two claims with one number"),
              broken(losesAnAttempt(), "attempt lost"),
              broken(!endsAfterARescue(), "rescued, and neither due nor exhausted"),
              broken(!canBeFinished(), "no way to finish it"))
          .flatMap(Optional::stream)
          .findFirst();
    }

    private Optional<String> broken(boolean is, String rule) {
      return is ? Optional.of(rule + ": " + this) : Optional.empty();
    }

    private boolean overwritesWhatIsFinished() {
      return before.row().isFinished()
          && step.act() != Act.REDELIVER
          && !after.row().equals(before.row());
    }

    private boolean movesWithoutItsClaim() {
      return step.claim() != 0
          && !after.row().equals(before.row())
          && !new Claim(step.node(), step.claim()).equals(before.current());
    }

    /** Somebody's claim, or due, or finished. */
    private boolean isConsistent() {
      boolean claimed = after.row().status() == DeliveryStatus.CLAIMED;
      return claimed == (after.row().owner() != null)
          && (!claimed || after.calls().contains(after.current()));
    }

    private boolean haveNumbersOfTheirOwn() {
      return after.calls().stream().map(Claim::number).distinct().count() == after.calls().size();
    }

    private boolean losesAnAttempt() {
      int ended = Act.ENDS.contains(step.act()) ? 1 : 0;
      int rescued = step.act() == Act.RESCUE && !after.equals(before) ? 1 : 0;
      return after.attempts() != before.attempts() + ended + rescued
          || after.row().counts().attempts() < before.row().counts().attempts()
          || after.row().counts().attempts() > after.attempts();
    }

    private boolean endsAfterARescue() {
      return step.act() != Act.RESCUE
          || after.equals(before)
          || after.row().status() == DeliveryStatus.PENDING
          || after.row().status() == DeliveryStatus.EXHAUSTED;
    }

    /** By the node that is left, whatever the others do. */
    private boolean canBeFinished() {
      DeliveryModel model = after;
      for (int i = 0; i < LAST_STEPS && !model.row().isFinished(); i++) {
        model = model.after(next(model), Guard.OWNER_AND_CLAIM);
      }
      return model.row().isFinished();
    }

    private static Step next(DeliveryModel model) {
      Claim current = model.current();
      if (current == null) {
        return new Step(Act.CLAIM, Node.LAST, 0);
      }
      boolean alive = model.leases().contains(current.owner());
      return alive
          ? new Step(Act.DELIVER, current.owner(), current.number())
          : new Step(Act.RESCUE, Node.LAST, 0);
    }
  }

  /** What was found on the way through all states, each looked at once. */
  private record Exploration(Set<DeliveryModel> states, Optional<String> fault) {
    static Exploration of(Guard guard) {
      Set<DeliveryModel> seen = new HashSet<>();
      Set<DeliveryModel> reached =
          Set.of(DeliveryModel.recorded(true), DeliveryModel.recorded(false));
      for (int length = 0; length < LENGTH; length++) {
        Set<DeliveryModel> next = new HashSet<>();
        for (DeliveryModel before : reached) {
          for (Step step : before.possible()) {
            var move = new Move(before, step, before.after(step, guard));
            Optional<String> fault = move.fault();
            if (fault.isPresent()) {
              return new Exploration(seen, fault);
            }
            next.add(move.after());
          }
        }
        seen.addAll(reached);
        next.removeAll(seen);
        reached = next;
      }
      return new Exploration(seen, Optional.empty());
    }
  }

  @Test
  void noOrderOfStepsBreaksARule() {
    Exploration all = Exploration.of(Guard.OWNER_AND_CLAIM);

    assertThat(all.fault()).isEmpty();
    assertThat(all.states()).hasSizeGreaterThan(1_000);
    assertThat(all.states())
        .extracting(model -> model.row().status())
        .contains(DeliveryStatus.values());
  }

  /** The rules can fail. */
  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"OWNER", "NOTHING"})
  void withoutTheNumberOfTheClaimAStaleWriterWins(Guard guard) {
    assertThat(Exploration.of(guard).fault()).isPresent();
  }

  @Test
  void fiveRescuesInARowExhaust() {
    DeliveryModel model = DeliveryModel.recorded(true);
    for (Act act : List.of(Act.RESCUE, Act.CLAIM)) {
      assertThat(model.after(new Step(act, Node.SECOND, 0), Guard.OWNER_AND_CLAIM))
          .as("the owner is alive")
          .isEqualTo(model);
    }
    for (int i = 0; i < 5; i++) {
      model =
          model
              .after(new Step(Act.CLAIM, Node.FIRST, 0), Guard.OWNER_AND_CLAIM)
              .after(new Step(Act.RESCUE, Node.FIRST, 0), Guard.OWNER_AND_CLAIM);
    }

    assertThat(model.row().status()).isEqualTo(DeliveryStatus.EXHAUSTED);
    assertThat(model.attempts()).isEqualTo(5);
  }
}
