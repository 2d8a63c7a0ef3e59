package io.gatehook.runtime.listener;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which requests are answered now, and which wait for their turn. They pass in the order of their
 * arrival, but for large bodies, which wait for one another and hold up nobody else.
 *
 * @param <R> a request
 */
final class RequestQueue<R> {
  /** Bodies up to this count for nothing. */
  static final int SMALL_BYTES = 64 * 1024;

  private final int most;
  private final int mostWaiting;
  private final long mostBytes;
  private final Deque<Waiting<R>> queue = new ArrayDeque<>();
  private int running;
  private long runningBytes;

  /** What becomes of a request. */
  enum Turn {
    NOW,
    LATER,
    NEVER
  }

  private record Waiting<R>(R request, long bytes) {}

  /**
   * @param mostBytes of the large bodies among those answered at once; a larger one passes alone
   */
  RequestQueue(int most, int mostWaiting, long mostBytes) {
    this.most = most;
    this.mostWaiting = mostWaiting;
    this.mostBytes = mostBytes;
  }

  /** Whoever waits has no room, so nobody is overtaken who could pass. */
  synchronized Turn ask(R request, long bytes) {
    if (hasRoom(bytes)) {
      begin(bytes);
      return Turn.NOW;
    }
    if (queue.size() >= mostWaiting) {
      return Turn.NEVER;
    }
    queue.add(new Waiting<>(request, bytes));
    return Turn.LATER;
  }

  /** A request is answered. Gives those whose turn it is now. */
  synchronized List<R> end(long bytes) {
    running--;
    runningBytes -= counted(bytes);
    List<R> next = new ArrayList<>();
    for (var waiting = queue.iterator(); waiting.hasNext() && running < most; ) {
      Waiting<R> first = waiting.next();
      if (hasRoom(first.bytes())) {
        waiting.remove();
        begin(first.bytes());
        next.add(first.request());
      }
    }
    return next;
  }

  /** Takes one out of the queue. Empty: none such waits. */
  synchronized Optional<R> giveUp(Predicate<R> which) {
    Optional<R> found = queue.stream().map(Waiting::request).filter(which).findFirst();
    found.ifPresent(request -> queue.removeIf(waiting -> waiting.request().equals(request)));
    return found;
  }

  private boolean hasRoom(long bytes) {
    boolean fits = counted(bytes) == 0 || runningBytes == 0 || runningBytes + bytes <= mostBytes;
    return running < most && fits;
  }

  private void begin(long bytes) {
    running++;
    runningBytes += counted(bytes);
  }

  private static long counted(long bytes) {
    return bytes <= SMALL_BYTES ? 0 : bytes;
  }
}
