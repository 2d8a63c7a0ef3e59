package io.gatehook.lua;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import party.iroiro.luajava.luajit.LuaJit;

/** A real LuaJIT in this process, where its native library loads: says what our Lua must say. */
final class LuaJitEngine {
  /** Reads and answers in characters that survive the way into the engine and back. */
  private static final String DRIVER =
      """
      local function text(value)
        local kind = type(value)
        return (kind == 'table' or kind == 'function') and kind or tostring(value)
      end
      local function all(...)
        local texts = {}
        for i = 1, select('#', ...) do texts[i] = text((select(i, ...))) end
        return table.concat(texts, '|')
      end
      local function worded(problem)
        local kind = type(problem)
        local plain = kind == 'string' or kind == 'number'
        return plain and problem or '(error object is a ' .. kind .. ' value)'
      end
      local function judged(ended, ...)
        return ended and all(...) or 'RUNTIME ' .. worded((...))
      end
      local function say(source)
        local chunk, message = loadstring(source, '=s')
        if not chunk then return 'COMPILE ' .. message end
        return judged(pcall(chunk))
      end
      local function hex(byte) return ('%%02x'):format(byte:byte()) end
      answer = say('%s'):gsub('.', hex)
      version = jit.version
      """;

  private LuaJitEngine() {}

  /** Its name and version; empty where it does not load. */
  static Optional<String> version() {
    try {
      return Optional.of(global("", "version"));
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  /** As {@link Lua#say(String)}. */
  static String say(String source) {
    byte[] answer = HexFormat.of().parseHex(global(source, "answer"));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private static String global(String source, String name) {
    try (var engine = new LuaJit()) {
      engine.openLibraries();
      engine.run(DRIVER.formatted(escaped(source)));
      engine.getGlobal(name);
      return String.valueOf(engine.toString(-1));
    }
  }

  private static String escaped(String source) {
    var escapes = new StringBuilder();
    for (byte b : source.getBytes(StandardCharsets.UTF_8)) {
      escapes.append("\\%03d".formatted(b & 0xff));
    }
    return escapes.toString();
  }
}
