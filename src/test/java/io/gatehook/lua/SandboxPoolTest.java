package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SandboxPoolTest {
  private final AtomicInteger setups = new AtomicInteger();
  private final SandboxPool<Integer> pool =
      new SandboxPool<>(
          LuaLimits.defaults(), Clock.systemUTC(), sandbox -> setups.incrementAndGet());

  @Test
  void oneCallAfterTheOtherSetsUpOnce() throws LuaFailure {
    for (int i = 0; i < 100; i++) {
      assertThat(place()).isEqualTo(1);
    }
  }

  @Test
  void aFailedCallGivesItsPlaceBack() throws LuaFailure {
    assertThatThrownBy(() -> pool.use((sandbox, place) -> sandbox.compile("(", "=x")))
        .isInstanceOf(LuaFailure.class);
    assertThat(place()).isEqualTo(1);
  }

  @Test
  void callsAtOnceDoNotShareAndFewPlacesStay() throws Exception {
    int calls = 3 * SandboxPool.KEPT;
    Set<Sandbox> used = ConcurrentHashMap.newKeySet();
    var together = new CyclicBarrier(calls);
    var threads = Executors.newFixedThreadPool(calls);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        running.add(
            threads.submit(
                () ->
                    pool.use(
                        (sandbox, place) -> {
                          used.add(sandbox);
                          return awaited(together);
                        })));
      }
      for (Future<?> call : running) {
        call.get(10, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(used).hasSize(calls);

    usedWithin(SandboxPool.KEPT);
    assertThat(setups).hasValue(calls);
    usedWithin(SandboxPool.KEPT + 1);
    assertThat(setups).hasValue(calls + 1);
  }

  private int place() throws LuaFailure {
    return pool.use((sandbox, place) -> place);
  }

  /** So many places taken at once, by calls within each other. */
  private void usedWithin(int depth) throws LuaFailure {
    if (depth > 0) {
      pool.use(
          (sandbox, place) -> {
            usedWithin(depth - 1);
            return place;
          });
    }
  }

  private static int awaited(CyclicBarrier barrier) {
    try {
      return barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
