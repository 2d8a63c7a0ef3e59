package io.gatehook.lua;

import java.time.Clock;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sandboxes of one owner, so that its calls need not wait for each other: each has a sandbox to
 * itself, with what was set up in it once. A few are kept between calls.
 *
 * @param <T> what is set up in a sandbox
 */
public final class SandboxPool<T> {
  /** More calls than this at once set up a sandbox each, which is thrown away afterwards. */
  public static final int KEPT = 4;

  private final LuaLimits limits;
  private final Clock clock;
  private final Setup<T> setup;
  private final ConcurrentLinkedDeque<Place<T>> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger kept = new AtomicInteger();

  public SandboxPool(LuaLimits limits, Clock clock, Setup<T> setup) {
    this.limits = limits;
    this.clock = clock;
    this.setup = setup;
  }

  /** Makes a fresh sandbox ready. */
  public interface Setup<T> {
    T in(Sandbox sandbox) throws LuaFailure;
  }

  /** Does the work of one call. */
  public interface Work<T, R> {
    R in(Sandbox sandbox, T prepared) throws LuaFailure;
  }

  private record Place<T>(Sandbox sandbox, T prepared) {}

  /** Does the work in a sandbox that no other call uses meanwhile. */
  public <R> R use(Work<T, R> work) throws LuaFailure {
    Place<T> place = take();
    try {
      return work.in(place.sandbox(), place.prepared());
    } finally {
      giveBack(place);
    }
  }

  /** A sandbox as those of the pool, with nothing set up in it. */
  public Sandbox fresh() {
    return new Sandbox(limits, clock);
  }

  private Place<T> take() throws LuaFailure {
    Place<T> waiting = free.pollFirst();
    if (waiting != null) {
      kept.decrementAndGet();
      return waiting;
    }
    Sandbox sandbox = fresh();
    return new Place<>(sandbox, setup.in(sandbox));
  }

  private void giveBack(Place<T> place) {
    if (kept.incrementAndGet() <= KEPT) {
      free.addFirst(place);
    } else {
      kept.decrementAndGet();
    }
  }
}
