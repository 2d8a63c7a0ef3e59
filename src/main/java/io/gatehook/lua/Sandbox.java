package io.gatehook.lua;

import io.gatehook.lua.LuaFailure.Kind;
import io.gatehook.lua.json.JsonInput;
import io.gatehook.lua.library.Library;
import io.gatehook.lua.meter.Exceeded;
import io.gatehook.lua.meter.Faults;
import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Runs Lua that strangers wrote. Each sandbox has its own globals, which last as long as it;
 * nothing else is kept or shared. Calls from several threads run one after the other. After a limit
 * the sandbox can be used again.
 */
public final class Sandbox {
  private static final LongAdder LIMITS_HIT = new LongAdder();

  private final LuaLimits limits;
  private final Meter meter;
  private final Environment globals;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Time in Lua is that of the clock, the local zone is the clock's. */
  public Sandbox(LuaLimits limits, Clock clock) {
    this.limits = limits;
    this.meter = new Meter(limits, clock);
    this.globals = new Environment(meter, Library.globalNames());
  }

  /** As {@link Script#compile}, with the limits of this sandbox. */
  public Script compile(String source, String chunkName) throws LuaFailure {
    return Script.compile(source, chunkName, limits);
  }

  /** Runs a chunk with arguments as in {@link LuaFunction#call}. */
  public LuaResult run(Script script, @Nullable Object... arguments) throws LuaFailure {
    return call(new LuaClosure(script.prototype(), globals), Arrays.asList(arguments));
  }

  /** Converts a JSON value once for several calls; each of them sees what the last one changed. */
  public LuaInput input(JsonValue value) throws LuaFailure {
    return metered(() -> new LuaInput(this, JsonInput.of(value)));
  }

  LuaLimits limits() {
    return limits;
  }

  /** How often a limit ended code, in all sandboxes of this process. */
  public static long limitsHit() {
    return LIMITS_HIT.sum();
  }

  Meter meter() {
    return meter;
  }

  LuaResult call(LuaValue function, List<@Nullable Object> arguments) throws LuaFailure {
    return metered(
        () -> {
          LuaValue[] values = new LuaValue[arguments.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = in(arguments.get(i));
          }
          return result(function.invoke(LuaValue.varargsOf(values)));
        });
  }

  /** Runs anything that calls Lua, so that it ends well or in a failure. */
  <T> T metered(Supplier<T> work) throws LuaFailure {
    oneAtATime.lock();
    Meter outer = meter.begin();
    try {
      return work.get();
    } catch (LuaError e) {
      throw new LuaFailure(Kind.RUNTIME, Faults.message(e), meter.log());
    } catch (Exceeded e) {
      LIMITS_HIT.increment();
      Kind kind = e.isInput() ? Kind.TOO_LARGE : Kind.LIMIT;
      throw new LuaFailure(kind, String.valueOf(e.getMessage()), meter.log());
    } catch (StackOverflowError e) {
      LIMITS_HIT.increment();
      throw new LuaFailure(Kind.LIMIT, "stack overflow", meter.log());
    } finally {
      meter.end(outer);
      oneAtATime.unlock();
    }
  }

  /** What the running call has said so far. */
  List<LogLine> log() {
    return meter.log();
  }

  private LuaValue in(@Nullable Object value) {
    if (value == null) {
      return LuaValue.NIL;
    }
    if (value instanceof Boolean bool) {
      return LuaValue.valueOf(bool);
    }
    if (value instanceof Number number) {
      return LuaDouble.valueOf(number.doubleValue());
    }
    if (value instanceof JsonValue json) {
      return JsonInput.of(json);
    }
    if (value instanceof LuaFunction function) {
      return function.in(this);
    }
    if (value instanceof LuaInput input) {
      return input.in(this);
    }
    LuaString text = Bytes.of(value.toString());
    meter.string(text.m_length);
    return text;
  }

  private LuaResult result(Varargs values) {
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 1; i <= values.narg(); i++) {
      results.add(out(values.arg(i)));
    }
    return new LuaResult(results, meter.log());
  }

  private @Nullable Object out(LuaValue value) {
    return switch (value.type()) {
      case LuaValue.TNIL -> null;
      case LuaValue.TBOOLEAN -> value.toboolean();
      case LuaValue.TNUMBER -> value.todouble();
      case LuaValue.TSTRING -> Bytes.text((LuaString) value);
      case LuaValue.TFUNCTION -> new LuaFunction(this, value);
      default -> new LuaResult.Opaque(value.typename());
    };
  }
}
