package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.meter.DeliveryMeter;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.text.LogEntry;
import io.gatehook.text.Printable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Records what calls led to, many in one transaction: those that end while one transaction is
 * committed are in the next. What the store does not take is kept and recorded later, not
 * forgotten.
 */
@ApplicationScoped
class Endings {
  /** Most in one transaction. */
  static final int BATCH = 100;

  /** Bytes of a reason in the log; an attempt keeps more of it. */
  private static final int MAX_LOGGED_ERROR = 1000;

  private static final String ATTEMPT =
      "delivery {delivery} hook {hook} attempt {attempt} {outcome} in {duration_ms} ms";

  private static final Logger LOG = System.getLogger(Endings.class.getName());

  @Inject DeliveryStore store;
  @Inject Incarnation node;
  @Inject DeliveryMeter meter;
  @Inject Clock clock;

  private final Queue<Ending> waiting = new ConcurrentLinkedQueue<>();
  private final Signal signal = new Signal();

  void add(Ending ending) {
    waiting.add(ending);
    signal.raise();
  }

  /** Waits until there is something to record, no longer than this. */
  void await(Duration longest) {
    signal.await(longest);
  }

  /**
   * Records a batch.
   *
   * @return how many were recorded; 0: none waits, or the store failed for all
   */
  int record() {
    List<Ending> batch = next();
    if (batch.isEmpty()) {
      return 0;
    }
    try {
      record(batch);
      return batch.size();
    } catch (RuntimeException e) { // one of them may be to blame for all
      return recordEach(batch);
    }
  }

  private List<Ending> next() {
    var batch = new ArrayList<Ending>();
    for (int i = 0; i < BATCH; i++) {
      Ending ending = waiting.poll();
      if (ending == null) {
        break;
      }
      batch.add(ending);
    }
    return batch;
  }

  private int recordEach(List<Ending> batch) {
    int recorded = 0;
    for (Ending ending : batch) {
      try {
        record(List.of(ending));
        recorded++;
      } catch (RuntimeException e) { // the attempt was made
        LOG.log(Level.ERROR, "an attempt waits for the store: " + e.getMessage(), e);
        waiting.add(ending);
      }
    }
    return recorded;
  }

  private void record(List<Ending> batch) {
    Set<UUID> lost = store.finish(batch, node, clock.instant());
    for (Ending ending : batch) {
      AttemptRecord attempt = ending.attempt();
      boolean isLost = lost.contains(ending.delivery().id());
      meter.ended(ending, isLost);
      if (attempt != null) {
        log(ending, attempt, isLost);
      } else if (!isLost) {
        logUncalled(ending);
      }
    }
  }

  private static void log(Ending ending, AttemptRecord attempt, boolean lost) {
    Level level = attempt.outcome() == Outcome.DELIVERED ? Level.INFO : Level.WARNING;
    if (!LOG.isLoggable(level)) {
      return;
    }
    ClaimedDelivery delivery = ending.delivery();
    LogEntry line =
        LogEntry.of(
            ATTEMPT,
            delivery.id(),
            delivery.hook(),
            delivery.progress().nextAttempt(),
            attempt.outcome().apiName(),
            attempt.duration().toMillis());
    if (attempt.error() != null) {
      line = line.and(": {reason}", Printable.line(attempt.error(), MAX_LOGGED_ERROR));
    }
    if (lost) {
      line = line.and("; the claim was lost before the answer came");
    } else if (ending.step().nextAttemptAt() != null) {
      line = line.and("; next attempt at {next_attempt_at}", ending.step().nextAttemptAt());
    } else if (ending.step().status() != DeliveryStatus.DELIVERED) {
      line = line.and("; {status}", ending.step().status().apiName());
    }
    LOG.log(level, LogEntry.FORM, delivery.traced(line));
  }

  private static void logUncalled(Ending ending) {
    var line =
        LogEntry.of(
            "delivery {delivery} hook {hook} not called: {reason}; {status}",
            ending.delivery().id(),
            ending.delivery().hook(),
            String.valueOf(ending.step().reason()),
            ending.step().status().apiName());
    LOG.log(Level.WARNING, LogEntry.FORM, ending.delivery().traced(line));
  }
}
