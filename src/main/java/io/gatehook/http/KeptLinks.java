package io.gatehook.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Idle connections, kept for the next call to the same place. What is bounded is what lies idle,
 * not how many are open: a call never waits here for another call, and so not for a receiver that
 * hangs.
 */
final class KeptLinks {
  private static final Logger LOG = System.getLogger(KeptLinks.class.getName());
  private static final int MAX_TOTAL = 1024;
  private static final Duration UNCHECKED = Duration.ofSeconds(1);

  private final int perRoute;
  private final ScheduledExecutorService timers;
  private final Map<Route, Deque<Kept>> idle = new HashMap<>();
  private int total;
  private boolean closed;

  /** Connections that may stand in for one another. */
  record Route(boolean secure, boolean tlsVerify, String host, int port) {
    static Route of(HttpCall call) {
      HttpUrl url = call.url();
      return new Route(url.secure(), url.secure() && call.tlsVerify(), url.host(), url.port());
    }
  }

  private record Kept(Link link, Duration life, ScheduledFuture<?> end) {
    boolean isLongIdle() {
      long left = end.getDelay(TimeUnit.NANOSECONDS);
      return life.minusNanos(left).compareTo(UNCHECKED) > 0;
    }
  }

  KeptLinks(int perRoute, ScheduledExecutorService timers) {
    this.perRoute = perRoute;
    this.timers = timers;
  }

  /** Hands out the connection used last. Empty: a new one is needed. */
  Optional<Link> take(Route route) {
    for (var kept = pop(route); kept.isPresent(); kept = pop(route)) {
      Link link = kept.get().link();
      if (isFit(link, kept.get().isLongIdle())) {
        return Optional.of(link);
      }
      link.hangUp();
    }
    return Optional.empty();
  }

  /** Takes back a connection with nothing under way; closes it where there is no room. */
  void keep(Route route, Link link, Duration life) {
    if (!push(route, link, life)) {
      link.hangUp();
    }
  }

  /** Closes all of a place, because one of them turned out to be dead. */
  void drop(Route route) {
    for (var kept = pop(route); kept.isPresent(); kept = pop(route)) {
      kept.get().link().hangUp();
    }
  }

  /** Closes all, and whatever is brought back later. */
  synchronized void close() {
    closed = true;
    idle.values().forEach(of -> of.forEach(kept -> kept.link().hangUp()));
    idle.clear();
  }

  private synchronized boolean push(Route route, Link link, Duration life) {
    Deque<Kept> of = idle.getOrDefault(route, new ArrayDeque<>());
    if (closed || total >= MAX_TOTAL || of.size() >= perRoute) {
      return false;
    }
    var end = timers.schedule(() -> expire(route, link), life.toNanos(), TimeUnit.NANOSECONDS);
    of.addFirst(new Kept(link, life, end));
    idle.put(route, of);
    total++;
    return true;
  }

  private synchronized Optional<Kept> pop(Route route) {
    Deque<Kept> of = idle.get(route);
    if (of == null) {
      return Optional.empty();
    }
    Kept kept = of.removeFirst();
    removed(route, of);
    kept.end().cancel(false);
    return Optional.of(kept);
  }

  private synchronized void expire(Route route, Link link) {
    Deque<Kept> of = idle.get(route);
    if (of != null && of.removeIf(kept -> kept.link() == link)) {
      removed(route, of);
      link.hangUp();
    }
  }

  private void removed(Route route, Deque<Kept> of) {
    total--;
    if (of.isEmpty()) {
      idle.remove(route);
    }
  }

  private static boolean isFit(Link link, boolean longIdle) {
    try {
      return !link.hasUnasked() && !(longIdle && link.isStale());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a kept connection is gone: {0}", e.getMessage());
      return false;
    }
  }
}
