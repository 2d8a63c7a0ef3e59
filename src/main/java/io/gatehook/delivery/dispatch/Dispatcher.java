package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.upkeep.Heartbeat;
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

/**
 * Claims due deliveries while there are free slots and hands each to a managed thread; a second
 * loop records what came of them. Woken by every recording, it looks by itself for retries that
 * fall due.
 */
@ApplicationScoped
public class Dispatcher {
  /** Longest time for which a due retry is not noticed. */
  static final Duration POLL = Duration.ofMillis(250);

  /** How long the loop rests after the store failed. */
  static final Duration REST = Duration.ofSeconds(1);

  /** How long a claim waits for more slots when few are free. */
  static final Duration LINGER = Duration.ofMillis(5);

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  @Resource(lookup = "java:app/concurrent/gatehook")
  private ManagedExecutorService executor;

  @Inject Claimer claimer;
  @Inject DeliveryCaller caller;
  @Inject Endings endings;
  @Inject Heartbeat heartbeat;
  @Inject DeliveryConfig config;

  private final Signal signal = new Signal();
  private final Signal ended = new Signal();
  private volatile Slots slots = new Slots(0);
  private volatile HookShares shares = new HookShares(0);
  private volatile boolean running;
  private volatile boolean recording;

  /** Begins to claim. */
  public void start() {
    slots = new Slots(config.inFlight());
    shares = new HookShares(config.inFlight());
    running = true;
    recording = true;
    executor.execute(this::loop);
    executor.execute(this::recordLoop);
  }

  /** Whether both loops are at work. */
  public boolean isRunning() {
    return running && recording;
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesRecorded due) {
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
    recording = false;
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
      ended.raise();
    }
  }

  private void pass() {
    try {
      if (!heartbeat.mayClaim() || claim() == 0) {
        signal.await(POLL);
      }
    } catch (RuntimeException e) { // whatever it was: a loop that ends delivers nothing more
      LOG.log(Level.ERROR, "no deliveries for a moment: " + e.getMessage(), e);
      signal.await(REST);
    }
  }

  private int claim() {
    awaitSlots();
    int free = slots.free();
    if (free == 0) {
      return 0;
    }
    List<ClaimedDelivery> claimed = claimer.claim(shares, free);
    for (int i = 0; i < claimed.size(); i++) {
      if (!running) {
        claimer.release(claimed.subList(i, claimed.size()));
        break;
      }
      ClaimedDelivery delivery = claimed.get(i);
      slots.take();
      shares.begin(delivery.hook());
      executor.execute(() -> run(delivery));
    }
    return claimed.size();
  }

  /** Under load slots come free one by one; a claim for a few of them costs as much as for many. */
  private void awaitSlots() {
    long until = System.nanoTime() + LINGER.toNanos();
    long left = LINGER.toNanos();
    while (running && slots.free() < config.inFlight() / 4 && left > 0) {
      signal.await(Duration.ofNanos(left));
      left = until - System.nanoTime();
    }
  }

  private void run(ClaimedDelivery delivery) {
    long begun = System.nanoTime();
    Ending ending = caller.call(delivery);
    shares.learn(delivery.hook(), System.nanoTime() - begun > config.slow().toNanos());
    shares.end(delivery.hook());
    endings.add(ending);
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
