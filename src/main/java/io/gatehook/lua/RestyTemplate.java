package io.gatehook.lua;

import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.resty.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A compiled resty template; unchangeable, may be rendered in any number of sandboxes. Text in it
 * is never code, and it reaches no file: what it includes is the text of a template.
 */
public final class RestyTemplate {
  /**
   * What a template printed.
   *
   * @param log what its code said
   */
  public record Rendered(String text, List<LogLine> log) {}

  private final Script script;

  private RestyTemplate(Script script) {
    this.script = script;
  }

  /**
   * Compiles a template.
   *
   * @param name stands for it in messages, before the line
   */
  public static RestyTemplate compile(String template, String name, LuaLimits limits)
      throws LuaFailure {
    if (template.length() > limits.code().sourceBytes()) {
      throw new LuaFailure(
          LuaFailure.Kind.TOO_LARGE,
          "template longer than %d bytes".formatted(limits.code().sourceBytes()),
          List.of());
    }
    var translation = Translation.of(template);
    return new RestyTemplate(Script.generated(translation.lua(), "=" + name, translation.lines()));
  }

  /**
   * Renders the template under limits of its own.
   *
   * @param context whose members are the template's names; null: none
   */
  public Rendered render(Sandbox sandbox, @Nullable LuaInput context) throws LuaFailure {
    return sandbox.metered(
        () -> {
          LuaValue table = context == null ? LuaValue.NIL : context.in(sandbox);
          var names = table instanceof LuaTable members ? members : new LuaTable();
          String text = Bytes.text(new Rendering(sandbox, 0).render(script, names));
          return new Rendered(text, List.copyOf(sandbox.log()));
        });
  }
}
