package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.queue.LinesMoved;
import io.gatehook.delivery.upkeep.Heartbeat;
import io.gatehook.hook.HookSwitched;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hands what is claimed to managed threads while there are free slots, and claims what is due in
 * the store while there is room; a second loop records what came of the calls. Woken by every
 * recording, it looks by itself for retries that fall due.
 */
@ApplicationScoped
public class Dispatcher {
  /** Threads beside those of the calls. */
  public static final int LOOPS = 2;

  /** How long the loop rests after the store failed. */
  static final Duration REST = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  @Resource(lookup = "java:app/concurrent/gatehook")
  private ManagedExecutorService executor;

  @Inject Claimer claimer;
  @Inject DeliveryCaller caller;
  @Inject Endings endings;
  @Inject Heartbeat heartbeat;
  @Inject ReadyQueue ready;
  @Inject DeliveryConfig config;

  private final Queue<UUID> switched = new ConcurrentLinkedQueue<>();
  private final Callers callers =
      new Callers(task -> executor.execute(task), this::next, this::call);
  private final DueWatch watch = new DueWatch(System::nanoTime);
  private final Signal signal = new Signal();
  private final Signal ended = new Signal();

  /** A slot is taken until its call is recorded: that many may be made again after a crash. */
  private volatile Slots slots = new Slots(0);

  private volatile boolean running;
  private volatile boolean recording;

  /** The lease under which the claims of this process hold; others may take them without one. */
  private volatile long lease = Heartbeat.NO_LEASE;

  /** Begins to claim. */
  public void start() {
    slots = new Slots(config.inFlight());
    ready.start(signal);
    running = true;
    recording = true;
    executor.execute(this::loop);
    executor.execute(this::recordLoop);
  }

  /** Calls that are under way, or not recorded yet. */
  public int inFlight() {
    return slots.taken();
  }

  /** Whether both loops are at work. */
  public boolean isRunning() {
    return running && recording;
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesRecorded recorded) {
    watch.due();
    signal.raise();
  }

  /** Unlike what is due, a turn is no reason to keep others from being born claimed. */
  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) LinesMoved moved) {
    watch.turn();
    signal.raise();
  }

  /** What waits here for a hook that is disabled is to be held. */
  void giveBack(@Observes(during = TransactionPhase.AFTER_SUCCESS) HookSwitched hook) {
    switched.add(hook.id());
    signal.raise();
  }

  /**
   * Stops claiming, gives back what is claimed but not called, and waits for the calls in flight.
   *
   * @return whether all ended, and were recorded, within the drain time
   */
  public boolean stop() {
    running = false;
    signal.raise();
    boolean drained = ended.await(config.drain()) && slots.awaitAllFree(config.drain());
    release(ready.removeAll()); // of recordings that were under way
    recording = false;
    callers.dismiss();
    if (!drained) {
      LOG.log(Level.WARNING, "calls in flight at the end of the drain time: {0}", slots.taken());
    }
    return drained;
  }

  private void loop() {
    try {
      while (running) {
        pass();
      }
    } finally {
      running = false;
      ready.open(false);
      release(ready.removeAll());
      ended.raise();
    }
  }

  private void pass() {
    try {
      if (renewLease()) {
        giveBackSwitched();
        handOut();
        claim();
        handOut();
      }
      if (!watch.isDue() || !hasRoom()) {
        rest();
      }
    } catch (RuntimeException e) { // whatever it was: a loop that ends delivers nothing more
      LOG.log(Level.ERROR, "no deliveries for a moment: " + e.getMessage(), e);
      signal.await(REST);
    }
  }

  /** After the lease ran out others may have taken what waits here: only the store knows. */
  private boolean renewLease() {
    long holds = heartbeat.lease();
    if (holds != lease) {
      lease = Heartbeat.NO_LEASE;
      if (holds != Heartbeat.NO_LEASE && release(ready.removeAll())) {
        lease = holds;
      }
    }
    boolean leased = lease != Heartbeat.NO_LEASE;
    ready.open(leased && !watch.isDue());
    return leased;
  }

  private void giveBackSwitched() {
    for (UUID hook = switched.poll(); hook != null; hook = switched.poll()) {
      release(ready.remove(hook));
    }
  }

  private void handOut() {
    for (var next = next(); next.isPresent(); next = next()) {
      callers.hand(next.get());
    }
  }

  private void rest() {
    if (signal.await(DueWatch.POLL)) {
      signal.await(watch.untilRoom());
    }
  }

  /** Looks into the store where something may be due and there is room for much of it. */
  private void claim() {
    if (!watch.wantsLook() || !hasRoom()) {
      return;
    }
    watch.looking();
    release(ready.removeLate(config.callTimeout())); // so that it is not taken for lost
    int room = room();
    Claims claims = claimer.claim(ready, room);
    ready.addClaimed(claims.won());
    watch.looked(claims, claims.won().size() == room);
  }

  private int room() {
    return config.inFlight() - ready.size();
  }

  private boolean hasRoom() {
    return room() >= config.inFlight() / 2;
  }

  private synchronized Optional<ClaimedDelivery> next() {
    boolean leased = lease != Heartbeat.NO_LEASE && lease == heartbeat.lease();
    Optional<ClaimedDelivery> next =
        running && leased ? ready.take(slots.free()) : Optional.<ClaimedDelivery>empty();
    next.ifPresent(delivery -> slots.take());
    return next;
  }

  private void call(ClaimedDelivery delivery) {
    long begun = System.nanoTime();
    Ending ending = caller.call(delivery);
    boolean slow = caller.wasSlow(delivery.hook(), Duration.ofNanos(System.nanoTime() - begun));
    watch.ended(delivery.hook(), ready.end(delivery.hook(), slow, ending.isDelivered()));
    endings.add(ending);
    release(ready.removeSpared(delivery.hook()));
  }

  /** False: the store does not take them back now, so they stay here. */
  private boolean release(List<ClaimedDelivery> claimed) {
    if (claimed.isEmpty()) {
      return true;
    }
    try {
      claimer.release(claimed);
      watch.due();
      return true;
    } catch (RuntimeException e) { // the same that made them useless here, most likely
      LOG.log(Level.WARNING, "claims wait for the store: " + e.getMessage());
      ready.addClaimed(claimed);
      return false;
    }
  }

  /** Goes on after the claims have ended, until nothing is in flight. */
  private void recordLoop() {
    try {
      while (recording) {
        int recorded = endings.record();
        slots.release(recorded);
        signal.raise();
        if (recorded == 0) {
          endings.await(REST);
        }
      }
    } finally {
      recording = false;
    }
  }
}
