package io.gatehook.delivery.queue;

import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.RetrySchedule;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One delivery as the store keeps it, the calls that are under way for it, and which nodes have
 * their leases; every step of anybody is one transaction there. Time stands still: what is to be
 * retried is due.
 *
 * @param calls claims whose holders have not said how they ended, those that are stale too
 * @param leases of nodes that are alive for all others
 * @param attempts that are kept
 */
record DeliveryModel(Row row, Set<Claim> calls, Set<Node> leases, int attempts) {
  /** Incarnations. The last one never dies: somebody is left to rescue. */
  enum Node {
    FIRST,
    SECOND,
    LAST
  }

  record Claim(Node owner, long number) {}

  /**
   * What the row shows.
   *
   * @param owner null: nobody's claim
   */
  record Row(DeliveryStatus status, @Nullable Node owner, long claim, Counts counts) {
    boolean isFinished() {
      return DeliveryStatus.FINISHED.contains(status);
    }

    Row to(DeliveryStatus next, Counts counted) {
      return new Row(next, null, claim, counted);
    }
  }

  /** As {@link ClaimedDelivery.Progress} has it. */
  record Counts(int attempts, int step, int rescues, boolean manual) {}

  /** Who does what. */
  enum Act {
    CLAIM,
    DELIVER,
    RETRY,
    REJECT,
    RELEASE,
    LOSE_LEASE,
    RESCUE,
    CANCEL,
    REDELIVER;

    static final Set<Act> ENDS = EnumSet.of(DELIVER, RETRY, REJECT);

    NextStep decided(Instant now) {
      return switch (this) {
        case DELIVER -> new NextStep.Done();
        case RETRY -> new NextStep.RetryAt(now, "status 500");
        case REJECT -> new NextStep.Reject("status 410");
        default -> throw new IllegalStateException(this + " ends no call");
      };
    }
  }

  /**
   * One transaction.
   *
   * @param node null: an operator
   * @param claim whose call ends; 0: no call does
   */
  record Step(Act act, @Nullable Node node, long claim) {}

  /** What the store compares before it believes the end of a call. */
  enum Guard {
    OWNER_AND_CLAIM,
    OWNER,
    NOTHING
  }

  private static final Instant NOW = Instant.EPOCH;
  private static final RetryPolicy POLICY =
      new RetryPolicy(new RetrySchedule(List.of()), Duration.ZERO, () -> 0);

  /** Recorded, with room for it on the first node or not. */
  static DeliveryModel recorded(boolean claimed) {
    var counts = new Counts(0, 0, 0, false);
    return claimed
        ? new DeliveryModel(
            new Row(DeliveryStatus.CLAIMED, Node.FIRST, ClaimedDelivery.FIRST_CLAIM, counts),
            Set.of(new Claim(Node.FIRST, ClaimedDelivery.FIRST_CLAIM)),
            EnumSet.allOf(Node.class),
            0)
        : new DeliveryModel(
            new Row(DeliveryStatus.PENDING, null, 0, counts),
            Set.of(),
            EnumSet.allOf(Node.class),
            0);
  }

  /** All that somebody may try now; what the store refuses then is among it. */
  List<Step> possible() {
    var steps = new ArrayList<Step>();
    for (Node node : leases) {
      steps.add(new Step(Act.CLAIM, node, 0));
      steps.add(new Step(Act.RESCUE, node, 0));
      if (node != Node.LAST) {
        steps.add(new Step(Act.LOSE_LEASE, node, 0));
      }
    }
    for (Claim call : calls) {
      Stream.concat(Act.ENDS.stream(), Stream.of(Act.RELEASE))
          .forEach(act -> steps.add(new Step(act, call.owner(), call.number())));
    }
    steps.add(new Step(Act.CANCEL, null, 0));
    steps.add(new Step(Act.REDELIVER, null, 0));
    return steps;
  }

  DeliveryModel after(Step step, Guard guard) {
    return switch (step.act()) {
      case CLAIM -> row.status() == DeliveryStatus.PENDING ? claimedBy(step.node()) : this;
      case DELIVER, RETRY, REJECT -> ended(step, guard);
      case RELEASE -> released(step, guard);
      case LOSE_LEASE -> with(row, calls, without(leases, step.node()), attempts);
      case RESCUE -> isStaleFor(step.node()) ? rescued() : this;
      case CANCEL ->
          row.isFinished() ? this : moved(row.to(DeliveryStatus.CANCELLED, row.counts()));
      case REDELIVER -> row.isFinished() ? redelivered() : this;
    };
  }

  /** The claim of the dead, or one's own that was lost on the way. */
  private boolean isStaleFor(Node rescuer) {
    return row.owner() != null && (!leases.contains(row.owner()) || row.owner() == rescuer);
  }

  private DeliveryModel claimedBy(Node node) {
    var claimed = new Row(DeliveryStatus.CLAIMED, node, row.claim() + 1, row.counts());
    var more = Stream.concat(calls.stream(), Stream.of(new Claim(node, claimed.claim())));
    return with(claimed, more.collect(toSet()), leases, attempts);
  }

  /** The attempt is kept whoever won. */
  private DeliveryModel ended(Step step, Guard guard) {
    var call = new Claim(step.node(), step.claim());
    Counts before = row.counts();
    boolean again = step.act() == Act.RETRY;
    var counts = new Counts(before.attempts() + 1, before.step() + (again ? 1 : 0), 0, false);
    Row next = holds(call, guard) ? row.to(step.act().decided(NOW).status(), counts) : row;
    return with(next, without(calls, call), leases, attempts + 1);
  }

  private DeliveryModel released(Step step, Guard guard) {
    var call = new Claim(step.node(), step.claim());
    Row next = holds(call, guard) ? row.to(DeliveryStatus.PENDING, row.counts()) : row;
    return with(next, without(calls, call), leases, attempts);
  }

  private boolean holds(Claim call, Guard guard) {
    return switch (guard) {
      case OWNER_AND_CLAIM -> call.equals(current());
      case OWNER -> call.owner() == row.owner();
      case NOTHING -> true;
    };
  }

  /** Null: nobody has one. */
  @Nullable Claim current() {
    return row.owner() == null ? null : new Claim(row.owner(), row.claim());
  }

  private DeliveryModel rescued() {
    Counts before = row.counts();
    var counts = new Counts(before.attempts() + 1, before.step(), before.rescues() + 1, false);
    return with(
        row.to(rescue(before.rescues(), NOW).status(), counts), calls, leases, attempts + 1);
  }

  static NextStep rescue(int before, Instant now) {
    return POLICY.rescue(before, now);
  }

  private DeliveryModel redelivered() {
    return moved(row.to(DeliveryStatus.PENDING, new Counts(row.counts().attempts(), 0, 0, true)));
  }

  private DeliveryModel moved(Row next) {
    return with(next, calls, leases, attempts);
  }

  private static DeliveryModel with(Row row, Set<Claim> calls, Set<Node> leases, int attempts) {
    return new DeliveryModel(row, calls, leases, attempts);
  }

  private static <T> Set<T> without(Set<T> all, @Nullable T one) {
    return all.stream().filter(each -> !each.equals(one)).collect(toSet());
  }
}
