package io.gatehook.runtime;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.dispatch.Dispatcher;
import io.gatehook.delivery.health.Disabler;
import io.gatehook.delivery.operator.Redeliverer;
import io.gatehook.delivery.operator.Redeliveries;
import io.gatehook.delivery.queue.HoldStore;
import io.gatehook.delivery.upkeep.Batches;
import io.gatehook.delivery.upkeep.Cleaner;
import io.gatehook.delivery.upkeep.Heartbeat;
import io.gatehook.delivery.upkeep.Rescuer;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.http.HttpCaller;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** What runs, in the order of its start; it stops in the reverse order. */
@ApplicationScoped
class Assembly {

  /** No fewer than there are, so that one that hangs holds up no other. */
  static final int TICKS = 12;

  private static final Duration CLOCK_INTERVAL = Duration.ofSeconds(5);

  /** A change on another node is noticed by traffic; without any, it is no later than this. */
  private static final Duration HOOKS_INTERVAL = Duration.ofSeconds(1);

  private static final Duration GUARD_INTERVAL = Duration.ofSeconds(1);
  private static final Duration HOLD_INTERVAL = Duration.ofSeconds(10);

  /** Short, so that a round is: what finished in it, at the rate of the calls. */
  private static final Duration CLEAN_INTERVAL = Duration.ofSeconds(10);

  @Inject StoreClock clock;
  @Inject LoadedHooks hooks;
  @Inject Delivering delivering;
  @Inject Disabler disabler;
  @Inject HttpCaller caller;
  @Inject Settings settings;
  @Inject Gauges gauges;

  /** The parts of the queue; dependent, since a proxy would not show its fields. */
  @Dependent
  static class Delivering {
    @Inject Heartbeat heartbeat;
    @Inject Rescuer rescuer;
    @Inject Dispatcher dispatcher;
    @Inject Redeliverer redeliverer;
    @Inject Cleaner cleaner;
    @Inject HoldStore holds;
    @Inject DeliveryConfig config;
  }

  /** Every part may use the store: it is migrated before the first one starts. */
  List<Part> parts() {
    return List.of(
        new Part("clock", clock::sample, () -> {}),
        new Part("metrics", gauges::add, () -> {}),
        new Part("hooks", hooks::load, () -> {}),
        new Part("outbound client", () -> {}, caller::close),
        new Part("heartbeat", this::join, this::leave),
        new Part("rescuer", this::rescue, () -> {}),
        new Part("dispatcher", delivering.dispatcher::start, () -> delivering.dispatcher.stop()));
  }

  /** Begins once all parts run, and goes on until all have stopped. */
  List<Tick> ticks() {
    Duration heartbeat = delivering.config.heartbeat();
    return List.of(
        new Tick("clock", CLOCK_INTERVAL, clock::sample),
        new Tick("hooks", HOOKS_INTERVAL, hooks::refreshIfStale),
        new Tick("heartbeat", heartbeat, delivering.heartbeat::renew),
        new Tick("lease guard", GUARD_INTERVAL, this::guardLease),
        new Tick("rescuer", heartbeat, this::rescueOthers),
        new Tick("redeliverer", Redeliverer.PACE, this::redeliver),
        new Tick(
            "holds", HOLD_INTERVAL, () -> Batches.whileFull(delivering.holds::letGoOfForgotten)),
        new Tick("disabler", Disabler.PACE, () -> Batches.whileFull(disabler::disableOne)),
        new Tick("metrics", Gauges.PACE, gauges::measure),
        new Tick("cleaner", CLEAN_INTERVAL, delivering.cleaner::clean));
  }

  /** The embedded store has one process only, so every other one that it knows of is dead. */
  private void join() {
    delivering.heartbeat.start(!StoreAddress.of(settings).postgresql());
  }

  /** What is claimed after the drain is stale from here on, and need not wait for another node. */
  private void leave() {
    delivering.heartbeat.stop();
    rescue();
  }

  /** A node that lost its lease lets go of its calls: others are about to make them. */
  private void guardLease() {
    if (!delivering.heartbeat.mayClaim()) {
      caller.abortCalls();
    }
  }

  /** A node without a lease would take its own calls for those of a dead one. */
  private void rescueOthers() {
    if (delivering.heartbeat.mayClaim()) {
      rescue();
    }
  }

  private void rescue() {
    Batches.whileFull(delivering.rescuer::rescue);
  }

  /** One round; a redelivery whose turn comes again meanwhile waits for the next one. */
  private void redeliver() {
    boolean more = true;
    for (int i = 0; more && i < Redeliveries.MAX_RUNNING; i++) {
      more = delivering.redeliverer.work();
    }
  }
}
