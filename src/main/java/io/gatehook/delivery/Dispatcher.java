package io.gatehook.delivery;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Claims due deliveries while there are free slots and hands each to a managed thread. One loop per
 * process; woken by every recording, it looks by itself for retries that fall due.
 */
@ApplicationScoped
public class Dispatcher {
  /** Longest time for which a due retry is not noticed. */
  static final Duration POLL = Duration.ofMillis(250);

  /** How long the loop rests after the store failed. */
  static final Duration REST = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  @Resource(lookup = "java:app/concurrent/gatehook")
  private ManagedExecutorService executor;

  @Inject Claimer claimer;
  @Inject DeliveryCaller caller;
  @Inject Heartbeat heartbeat;
  @Inject DeliveryConfig config;

  private final Signal signal = new Signal();
  private final Signal ended = new Signal();
  private final Queue<DeliveryCaller.Ending> unrecorded = new ConcurrentLinkedQueue<>();
  private volatile Slots slots = new Slots(0);
  private volatile HookShares shares = new HookShares(0);
  private volatile boolean running;

  /** Begins to claim. */
  public void start() {
    slots = new Slots(config.inFlight());
    shares = new HookShares(config.inFlight());
    running = true;
    executor.execute(this::loop);
  }

  /** Whether the loop is at work. */
  public boolean isRunning() {
    return running;
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
      recordLeftovers();
    } finally {
      running = false;
      ended.raise();
    }
  }

  private void pass() {
    try {
      recordLeftovers();
      if (!heartbeat.mayClaim() || claim() == 0) {
        signal.await(POLL);
      }
    } catch (RuntimeException e) { // whatever it was: a loop that ends delivers nothing more
      LOG.log(Level.ERROR, "no deliveries for a moment: " + e.getMessage(), e);
      signal.await(REST);
    }
  }

  private int claim() {
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

  private void run(ClaimedDelivery delivery) {
    long begun = System.nanoTime();
    DeliveryCaller.Ending ending = caller.call(delivery);
    shares.learn(delivery.hook(), System.nanoTime() - begun > config.slow().toNanos());
    shares.end(delivery.hook());
    record(ending);
  }

  /** Records an ending and frees its slot; keeps both while the store fails. */
  private void record(DeliveryCaller.Ending ending) {
    try {
      ending.record();
      slots.release();
      signal.raise();
    } catch (RuntimeException e) { // the attempt was made: it is recorded later, not forgotten
      LOG.log(Level.ERROR, "an attempt waits for the store: " + e.getMessage(), e);
      unrecorded.add(ending);
    }
  }

  private void recordLeftovers() {
    for (int waiting = unrecorded.size(); waiting > 0; waiting--) {
      record(unrecorded.remove());
    }
  }
}
