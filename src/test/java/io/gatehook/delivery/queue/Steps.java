package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.queue.World.Call;
import io.gatehook.delivery.queue.World.Row;
import io.gatehook.delivery.retry.NextStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Every step that may come next, whoever takes it: the processes, their crashes and stalls, and an
 * operator. Each is made on the real tables, and must have done what it says it did.
 */
final class Steps implements AutoCloseable {
  /** So many claims there are at most; everything else is bounded by them. */
  static final int MOST_CLAIMS = 3;

  static final UUID A = new UUID(1, 1);
  static final UUID A_AGAIN = new UUID(1, 2);
  static final UUID B = new UUID(2, 1);

  private static final Instant LATER = Instant.parse("2026-01-01T00:01:00Z");
  private static final List<NextStep> ENDINGS =
      List.of(
          new NextStep.Done(),
          new NextStep.RetryAt(LATER, "status 500"),
          new NextStep.Exhaust("status 500"));

  private final QueueTables tables = new QueueTables();
  private final Map<Object, Made<?>> known = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** What a step made of the row, what it said of it, and how many attempts it recorded. */
  private record Made<T>(Row row, T said, int attempts) {}

  private interface Work<T> {
    T on(QueueTables tables);
  }

  static World begin() {
    return new World(QueueTables.recorded(), Set.of(A, B), Set.of(), Set.of(), false);
  }

  /** How often each kind of step was taken. */
  Map<String, Integer> counts() {
    return counts;
  }

  List<World> after(World world) {
    var next = new ArrayList<World>();
    for (UUID process : running(world)) {
      claim(world, process).ifPresent(next::add);
      next.add(rescue(world, process, false));
      next.add(rescue(world, process, true));
      next.add(
          world.alive().contains(process) ? world.leaseEnded(process) : world.leaseBegun(process));
    }
    for (Call call : world.calls()) {
      ENDINGS.forEach(ending -> next.add(finish(world, call, ending)));
      next.add(release(world, call));
    }
    if (!world.crashed()) {
      next.add(world.crashed(A, A_AGAIN));
    }
    next.add(world.leaseEnded(A));
    next.add(operate(world, "cancel", QueueTables::cancel));
    next.add(operate(world, "redeliver", QueueTables::redeliver));
    return next;
  }

  private static List<UUID> running(World world) {
    return List.of(world.crashed() ? A_AGAIN : A, B);
  }

  private Optional<World> claim(World world, UUID process) {
    if (world.row().claim() == MOST_CLAIMS) {
      return Optional.empty();
    }
    Made<Optional<ClaimedDelivery>> made =
        make("claim", world, process, tables -> tables.claim(process));
    Row row = made.row();

    assertThat(made.said().isPresent()).isEqualTo(world.row().status() == DeliveryStatus.PENDING);
    if (made.said().isEmpty()) {
      assertThat(row).isEqualTo(world.row());
      return Optional.empty();
    }
    assertThat(row.claim()).isEqualTo(world.row().claim() + 1);
    assertThat(made.said().get().claim()).isEqualTo(row.claim());
    return Optional.of(world.with(row).begun(new Call(process, made.said().get())));
  }

  /** Only the owner of the claim moves the row; who is too late leaves an attempt and no more. */
  private World finish(World world, Call call, NextStep ending) {
    Made<Boolean> made =
        make("finish", world, List.of(call, ending), tables -> tables.finish(call, ending));

    assertThat(made.said()).isEqualTo(call.isOf(world.row()));
    assertThat(made.attempts()).isEqualTo(1);
    if (made.said()) {
      assertThat(made.row().status()).isEqualTo(ending.status());
      assertThat(world.moved()).doesNotContain(call.delivery().claim());
    } else {
      count("late finish");
      assertThat(made.row()).isEqualTo(world.row());
    }
    return world.with(made.row()).ended(call);
  }

  private World release(World world, Call call) {
    Made<Boolean> made =
        make(
            "release",
            world,
            call,
            tables -> {
              tables.release(call);
              return true;
            });

    if (call.isOf(world.row())) {
      assertThat(made.row().status()).isEqualTo(DeliveryStatus.PENDING);
      assertThat(made.row().attempts()).isEqualTo(world.row().attempts());
    } else {
      assertThat(made.row()).isEqualTo(world.row());
    }
    return world.with(made.row()).ended(call);
  }

  private World rescue(World world, UUID process, boolean ownAreLost) {
    Made<Boolean> made =
        make(
            "rescue",
            world,
            List.of(process, ownAreLost),
            tables -> tables.rescue(process, ownAreLost));
    Row row = world.row();

    boolean stale =
        row.status() == DeliveryStatus.CLAIMED
            && (!world.alive().contains(row.owner()) || ownAreLost && row.owner().equals(process));
    assertThat(made.said()).isEqualTo(stale);
    assertThat(made.attempts()).isEqualTo(stale ? 1 : 0);
    if (!stale) {
      assertThat(made.row()).isEqualTo(row);
    }
    return world.with(made.row());
  }

  private World operate(World world, String what, Work<Boolean> work) {
    Made<Boolean> made = make(what, world, what, work);

    boolean unfinished = DeliveryStatus.UNFINISHED.contains(world.row().status());
    assertThat(made.said()).isEqualTo(unfinished == what.equals("cancel"));
    if (!made.said()) {
      assertThat(made.row()).isEqualTo(world.row());
    }
    return world.with(made.row());
  }

  /** What a step does depends on the row and the leases alone, so it is done once for each. */
  @SuppressWarnings("unchecked")
  private <T> Made<T> make(String what, World world, Object who, Work<T> work) {
    count(what);
    Object key = List.of(what, who, world.row(), world.alive());
    Made<?> made = known.get(key);
    if (made == null) {
      tables.write(world.row(), world.alive());
      T said = work.on(tables);
      made = new Made<>(tables.read(), said, tables.attempts());
      known.put(key, made);
      assertSound(made.row(), world.row());
    }
    return (Made<T>) made;
  }

  /** Wherever it stands, it is claimed by somebody, due, or finished. */
  private static void assertSound(Row row, Row before) {
    boolean claimed = row.status() == DeliveryStatus.CLAIMED;
    boolean pending = row.status() == DeliveryStatus.PENDING;
    assertThat(row.owner() != null).as("owned: %s", row).isEqualTo(claimed);
    assertThat(row.due()).as("due: %s", row).isEqualTo(pending);
    assertThat(row.finished()).as("finished: %s", row).isEqualTo(!claimed && !pending);
    assertThat(row.claim()).isGreaterThanOrEqualTo(before.claim());
    assertThat(row.attempts()).isGreaterThanOrEqualTo(before.attempts());
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** When all is well again, one process finishes it: it has not ended nowhere. */
  void assertEnds(World world) {
    World calm = new World(world.row(), Set.of(B), Set.of(), world.moved(), true);
    World rescued = rescue(calm, B, true);
    World last = rescued;
    if (rescued.row().status() == DeliveryStatus.PENDING) {
      tables.write(rescued.row(), rescued.alive());
      ClaimedDelivery claimed = tables.claim(B).orElseThrow();
      assertThat(tables.finish(new Call(B, claimed), ENDINGS.get(0))).isTrue();
      last = rescued.with(tables.read());
    }
    assertThat(last.row().finished()).as("%s", world).isTrue();
  }

  @Override
  public void close() {
    tables.close();
  }
}
