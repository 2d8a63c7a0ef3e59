package io.gatehook.lua;

import io.gatehook.lua.LuaFailure.Kind;
import io.gatehook.lua.meter.Faults;
import io.gatehook.lua.resty.LineMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/** Compiled Lua source; unchangeable, may run in any number of sandboxes. */
public final class Script {
  private static final int LONGEST_NAME = 59;

  private final Prototype prototype;

  private Script(Prototype prototype) {
    this.prototype = prototype;
  }

  /**
   * Compiles text; binary chunks are no text.
   *
   * @param chunkName as in Lua: the source itself, or a name behind {@code =}
   */
  public static Script compile(String source, String chunkName, LuaLimits limits)
      throws LuaFailure {
    if (source.getBytes(StandardCharsets.UTF_8).length > limits.code().sourceBytes()) {
      throw failure(
          Kind.TOO_LARGE, "source longer than %d bytes".formatted(limits.code().sourceBytes()));
    }
    return generated(source, chunkName, LineMap.IDENTITY);
  }

  /** Compiles a source that was made from another, whose lines messages must name. */
  static Script generated(String source, String chunkName, LineMap lines) throws LuaFailure {
    SourceText text = new SourceText(source);
    String name = displayed(chunkName);
    try {
      // the compiler would shorten the name by another rule
      var prototype = LuaC.instance.compile(text, "=" + name);
      lines.apply(prototype);
      return new Script(prototype);
    } catch (LuaError e) {
      throw failure(Kind.COMPILE, text.worded(lines.apply(Faults.message(e))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException e) {
      throw broken(name, text, lines, "malformed number");
    } catch (NullPointerException | IndexOutOfBoundsException | StackOverflowError e) {
      // LuaC meets some broken sources with what its code runs into
      throw broken(name, text, lines, "malformed source");
    }
  }

  private static LuaFailure broken(String name, SourceText text, LineMap lines, String words) {
    String message = "%s:%d: %s".formatted(name, text.line(), words);
    return failure(Kind.COMPILE, text.worded(lines.apply(message)));
  }

  Prototype prototype() {
    return prototype;
  }

  /** The source's first line in brackets, as LuaJIT shortens it. */
  private static String displayed(String chunkName) {
    if (chunkName.startsWith("=")) {
      return chunkName.substring(1, Math.min(chunkName.length(), LONGEST_NAME + 1));
    }
    String line = chunkName.lines().findFirst().orElse("");
    int most = LONGEST_NAME - "[string \"...\"]".length();
    boolean whole = line.length() == chunkName.length() && line.length() <= most;
    return "[string \"%s\"]"
        .formatted(whole ? line : line.substring(0, Math.min(most, line.length())) + "...");
  }

  private static LuaFailure failure(Kind kind, String message) {
    return new LuaFailure(kind, message, List.of());
  }
}
