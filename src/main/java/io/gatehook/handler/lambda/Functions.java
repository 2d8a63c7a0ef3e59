package io.gatehook.handler.lambda;

import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaFunction;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.LuaResult;
import io.gatehook.lua.Sandbox;
import io.gatehook.lua.SandboxPool;
import io.gatehook.lua.Script;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import io.gatehook.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sources of a hook, compiled: chunks that give a function each. */
final class Functions {
  /** The member of the config that holds the sources. */
  static final String MEMBER = "functions";

  /** Most functions of one hook. */
  static final int MAX = 16;

  /** Longest message that is repeated, in bytes; code can raise a megabyte. */
  static final int MAX_MESSAGE = 1000;

  private final List<Script> scripts;

  private Functions(List<Script> scripts) {
    this.scripts = scripts;
  }

  /**
   * Compiles them; each is its own chunk name, as messages of Kong's have it.
   *
   * @throws InvalidEntity with Lua's message at the place of each that is no Lua
   */
  static Functions compile(List<String> sources, LuaLimits limits) throws InvalidEntity {
    if (sources.isEmpty()) {
      throw new InvalidEntity(Violations.of(MEMBER, "length must be at least 1"));
    }
    if (sources.size() > MAX) {
      throw new InvalidEntity(Violations.of(MEMBER, "length must be at most " + MAX));
    }
    return new Functions(each(sources, source -> Script.compile(source, source, limits)));
  }

  /** The functions, made in a sandbox by running every chunk once. */
  List<LuaFunction> in(Sandbox sandbox) throws LuaFailure {
    List<LuaFunction> functions = new ArrayList<>();
    for (Script script : scripts) {
      functions.add(function(sandbox, script));
    }
    return functions;
  }

  /**
   * Runs every chunk once to see that it gives a function.
   *
   * @throws InvalidEntity with what is wrong at the place of each that does not
   */
  void rehearse(SandboxPool<?> sandboxes) throws InvalidEntity {
    Sandbox sandbox = sandboxes.fresh();
    each(scripts, script -> function(sandbox, script));
  }

  private static LuaFunction function(Sandbox sandbox, Script script) throws LuaFailure {
    LuaResult result = sandbox.run(script);
    if (result.first() instanceof LuaFunction function) {
      return function;
    }
    String message =
        "the code returned %s, not a function".formatted(Results.named(result.first()));
    throw new LuaFailure(LuaFailure.Kind.RUNTIME, message, result.log());
  }

  private interface Step<S, T> {
    T of(S source) throws LuaFailure;
  }

  private static <S, T> List<T> each(List<S> sources, Step<S, T> step) {
    List<T> made = new ArrayList<>();
    List<@Nullable String> faults = new ArrayList<>();
    for (S source : sources) {
      try {
        made.add(step.of(source));
        faults.add(null);
      } catch (LuaFailure e) {
        faults.add(Printable.line(e.message(), MAX_MESSAGE));
      }
    }
    if (made.size() < sources.size()) {
      throw new InvalidEntity(Violations.ofElements(MEMBER, faults));
    }
    return List.copyOf(made);
  }
}
