package io.gatehook.lua;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.ScriptError;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.resty.Output;
import io.gatehook.lua.resty.TemplateFunctions;
import io.gatehook.lua.resty.Translation;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One template at work, with those that it includes. */
final class Rendering {
  private static final int MAX_INCLUDES = 8;

  /** What compiling one byte of an included template costs, in instructions. */
  private static final int COMPILE_COST = 8;

  private static final int COMPILE_BASE = 200;
  private static final LuaString BLOCKS = Bytes.of("blocks");
  private static final LuaString VIEW = Bytes.of("view");

  private final Sandbox sandbox;
  private final int depth;
  private final Bytes output = new Bytes(256);

  Rendering(Sandbox sandbox, int depth) {
    this.sandbox = sandbox;
    this.depth = depth;
  }

  LuaString render(Script script, LuaTable context) {
    var names = new TemplateEnvironment(sandbox.meter(), context);
    LuaValue given = names.get(BLOCKS);
    LuaValue blocks = given.toboolean() ? given : new LuaTable();
    LuaValue[] locals = {
      TemplateFunctions.write(output),
      TemplateFunctions.escape(output),
      TemplateFunctions.output(output),
      TemplateFunctions.echo(output),
      new Native("include", a -> include(a, context)),
      blocks
    };
    Varargs results = new LuaClosure(script.prototype(), names).invoke(LuaValue.varargsOf(locals));
    if (!results.isnil(1)) {
      return Output.text(results.arg1());
    }
    return results.arg(2).toboolean() ? layout(results.arg(2), blocks, context) : output.string();
  }

  private LuaString layout(LuaValue layout, LuaValue blocks, LuaTable context) {
    var names = new Overlay(context);
    names.rawset(VIEW, output.string());
    names.rawset(BLOCKS, blocks);
    return included(Printed.text(layout), names);
  }

  private Varargs include(Arguments a, LuaTable context) {
    LuaTable names = a.at(2).toboolean() ? a.table(2) : context;
    return included(Output.text(a.at(1)), names);
  }

  private LuaString included(LuaString template, LuaTable context) {
    if (depth >= MAX_INCLUDES) {
      throw new ScriptError("includes nested deeper than " + MAX_INCLUDES);
    }
    Meter meter = Meter.current();
    meter.charge(COMPILE_BASE + (long) COMPILE_COST * template.m_length);
    meter.enter();
    try {
      return new Rendering(sandbox, depth + 1).render(compiled(template), context);
    } finally {
      meter.leave();
    }
  }

  private Script compiled(LuaString template) {
    if (template.m_length > sandbox.limits().code().sourceBytes()) {
      throw new ScriptError("included template is too long");
    }
    var translation = Translation.of(Bytes.text(template));
    try {
      return Script.generated(translation.lua(), "=include", translation.lines());
    } catch (LuaFailure e) {
      throw new ScriptError(e.message());
    }
  }
}
