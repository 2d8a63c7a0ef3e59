package io.gatehook.lua;

import io.gatehook.lua.library.Library;
import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.resty.TemplateFunctions;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The names of a template: its own globals, its context, the template module, the library. */
final class TemplateEnvironment extends Environment {
  private static final LuaValue CONTEXT = Bytes.of("context");

  private final LuaTable context;

  TemplateEnvironment(Meter meter, LuaTable context) {
    super(meter, Library.globalNames());
    this.context = context;
    rawset(CONTEXT, context);
  }

  /** Members of the context that are false are passed over, as in the original. */
  @Override
  public LuaValue get(LuaValue key) {
    LuaValue own = rawget(key);
    if (!own.isnil()) {
      return own;
    }
    LuaValue given = context.get(key);
    if (given.toboolean()) {
      return given;
    }
    LuaValue module = TemplateFunctions.module().rawget(key);
    return module.isnil() ? super.get(key) : module;
  }
}
