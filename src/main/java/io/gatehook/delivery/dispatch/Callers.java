package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.queue.ClaimedDelivery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The managed threads that make the calls, each of them one after the other: to start a managed
 * task costs more than most calls.
 */
final class Callers {
  /** How long a thread without a call waits for one; each that is started anew stays for good. */
  static final Duration IDLE = Duration.ofMinutes(1);

  private final Executor executor;
  private final Supplier<Optional<ClaimedDelivery>> next;
  private final Consumer<ClaimedDelivery> call;
  private final SynchronousQueue<Optional<ClaimedDelivery>> handOver = new SynchronousQueue<>();

  /**
   * @param next what is to be called, whenever a call has ended
   * @param call does not throw
   */
  Callers(
      Executor executor, Supplier<Optional<ClaimedDelivery>> next, Consumer<ClaimedDelivery> call) {
    this.executor = executor;
    this.next = next;
    this.call = call;
  }

  /** Has it called by a thread that waits, or else by another one. */
  void hand(ClaimedDelivery delivery) {
    if (!handOver.offer(Optional.of(delivery))) {
      executor.execute(() -> run(delivery));
    }
  }

  /** Lets go of the threads that wait. */
  void dismiss() {
    boolean dismissed;
    do {
      dismissed = handOver.offer(Optional.empty());
    } while (dismissed);
  }

  private void run(ClaimedDelivery first) {
    var delivery = Optional.of(first);
    while (delivery.isPresent()) {
      call.accept(delivery.get());
      delivery = next.get().or(this::handedOver);
    }
  }

  private Optional<ClaimedDelivery> handedOver() {
    try {
      Optional<ClaimedDelivery> handed = handOver.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
      return handed == null ? Optional.empty() : handed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
