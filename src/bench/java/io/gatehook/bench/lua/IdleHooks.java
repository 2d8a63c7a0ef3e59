package io.gatehook.bench.lua;

import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.SandboxPool;
import java.lang.management.ManagementFactory;

/** What a hook keeps on the heap after a call, by the difference that a thousand of them make. */
final class IdleHooks {
  private static final int HOOKS = 1_000;
  private static final int COLLECTIONS = 4;

  private IdleHooks() {}

  /** Makes a hook and calls it once. */
  interface Making {
    SandboxPool<?> called() throws LuaFailure;
  }

  static double bytesEach(Making hook) throws LuaFailure {
    hook.called();
    var hooks = new SandboxPool<?>[HOOKS];
    long before = used();
    for (int i = 0; i < HOOKS; i++) {
      hooks[i] = hook.called();
    }
    double each = (double) (used() - before) / HOOKS;
    hooks[0].hashCode();
    return each;
  }

  static SandboxPool<?> lambda() throws LuaFailure {
    var pool = Hooks.lambdaPool();
    Hooks.call(pool);
    return pool;
  }

  static SandboxPool<?> templates() throws LuaFailure {
    var pool = Hooks.templatePool();
    Hooks.render(pool);
    return pool;
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
