package io.gatehook.bench.lua;

import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaFunction;
import io.gatehook.lua.LuaInput;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.LuaResult;
import io.gatehook.lua.RestyTemplate;
import io.gatehook.lua.Sandbox;
import io.gatehook.lua.SandboxPool;
import io.gatehook.lua.Script;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One thread at Lua, and eight. */
@NullUnmarked // JMH makes the object before it is prepared
@State(Scope.Thread)
@Warmup(iterations = LuaBenchmark.WARM_UP, time = 1)
@Measurement(iterations = 4, time = 1)
public class LuaBenchmark {
  /** Seconds. On a busy machine the compiler of the JVM needs more than ten of them. */
  static final int WARM_UP = 12;

  /** The compiler's threads compete with eight others then. */
  private static final int LONG_WARM_UP = 30;

  private static final int MANY = 8;

  private Sandbox sandbox;
  private LuaInput context;
  private LuaFunction function;
  private List<RestyTemplate> threeStrings;
  private List<RestyTemplate> body;
  private SandboxPool<LuaFunction> lambdaPool;
  private SandboxPool<List<RestyTemplate>> templatePool;

  @Setup
  public void prepare() throws LuaFailure {
    sandbox = Hooks.sandbox();
    context = sandbox.input(Hooks.EVENT);
    function = (LuaFunction) Objects.requireNonNull(sandbox.run(Hooks.lambda()).first());
    threeStrings = Hooks.threeStrings();
    body = List.of(RestyTemplate.compile(Hooks.body(), "body", LuaLimits.defaults()));
    lambdaPool = Hooks.lambdaPool();
    templatePool = Hooks.templatePool();
  }

  /** The hook that all threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    private SandboxPool<LuaFunction> pool;

    @Setup
    public void prepare() throws LuaFailure {
      pool = Hooks.lambdaPool();
    }
  }

  @Benchmark
  public LuaResult lambdaCall() throws LuaFailure {
    return function.call(context, "services", "crud", 1);
  }

  @Benchmark
  public boolean lambdaWithConversion() throws LuaFailure {
    return Hooks.call(lambdaPool);
  }

  @Benchmark
  public int threeStrings() throws LuaFailure {
    return Hooks.render(sandbox, threeStrings, context);
  }

  @Benchmark
  public int threeStringsWithConversion() throws LuaFailure {
    return Hooks.render(templatePool);
  }

  @Benchmark
  public int body4k() throws LuaFailure {
    return Hooks.render(sandbox, body, context);
  }

  @Benchmark
  public Script compileLambda() throws LuaFailure {
    return Hooks.lambda();
  }

  @Benchmark
  public List<RestyTemplate> compileThreeStrings() throws LuaFailure {
    return Hooks.threeStrings();
  }

  @Benchmark
  @Threads(MANY)
  @Warmup(iterations = LONG_WARM_UP, time = 1)
  public boolean eightThreadsOnSeparateHooks() throws LuaFailure {
    return Hooks.call(lambdaPool);
  }

  @Benchmark
  @Threads(MANY)
  @Warmup(iterations = LONG_WARM_UP, time = 1)
  public boolean eightThreadsOnOneHook(Shared hook) throws LuaFailure {
    return Hooks.call(hook.pool);
  }
}
