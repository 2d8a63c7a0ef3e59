package io.gatehook.http;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that one call may take, all its tries together. When it is up, the socket that the call
 * waits on is closed, which no receiver can talk its way around.
 */
final class Deadline implements AutoCloseable {
  private final ScheduledFuture<?> timer;
  private final Set<Deadline> running;
  private @Nullable Socket guarded;
  private @Nullable String end;

  /**
   * Starts to run.
   *
   * @param running where it stands until it is closed
   */
  Deadline(Duration limit, ScheduledExecutorService timers, Set<Deadline> running) {
    String message = "no answer within " + limit.toString().substring(2).toLowerCase(Locale.ROOT);
    this.running = running;
    this.timer = timers.schedule(() -> end(message), limit.toNanos(), TimeUnit.NANOSECONDS);
    running.add(this);
  }

  /**
   * From now on this socket is the one to close.
   *
   * @throws SocketException if time is up already; the socket is closed
   */
  synchronized void guard(Socket socket) throws SocketException {
    guarded = socket;
    if (end != null) {
      Sockets.close(socket);
      throw new SocketException(end);
    }
  }

  /** Leaves the guarded socket alone from now on. False: time was up, it is closed. */
  synchronized boolean release() {
    guarded = null;
    return end == null;
  }

  /** Why no time is left, {@code no answer within 15s}. Empty: there is some. */
  synchronized Optional<String> end() {
    return Optional.ofNullable(end);
  }

  /** Time left in milliseconds, at least 1. */
  int remainingMillis() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timer.getDelay(TimeUnit.MILLISECONDS)));
  }

  /** Ends the time now, unless it has ended. */
  synchronized void end(String reason) {
    if (end != null) {
      return;
    }
    end = reason;
    if (guarded != null) {
      Sockets.close(guarded);
    }
  }

  @Override
  public void close() {
    timer.cancel(false);
    running.remove(this);
  }
}
