package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What strangers may try: each attack ends in time and in memory, and leaves the sandbox usable.
 */
class AttacksTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEMORY = 32L << 20;
  private static final Duration TIME = Duration.ofMillis(250);
  private static final Duration AMPLE = Duration.ofSeconds(30);

  /** The wall time that a call may have, what it overshoots, and a machine that is busy. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  static Stream<String> attacks() throws IOException {
    return lines("/vectors/lua-attacks.txt");
  }

  static Stream<String> lines(String resource) throws IOException {
    try (var in = AttacksTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void endsAndLeavesTheSandboxUsable(String attack) throws LuaFailure {
    var sandbox = new Sandbox(Lua.limits(1_000_000, TIME, MEMORY), Lua.CLOCK);
    int threads = Thread.activeCount();

    long start = System.nanoTime();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Lua.say(sandbox, attack);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
    assertThat(allocated).isLessThan(2 * MEMORY);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    assertThat(Lua.run(sandbox, "return ('x'):upper() .. ('y'):rep(2)"))
        .extracting(LuaResult::first)
        .isEqualTo("Xyy");
  }

  @Test
  void noCatchingFunctionSwallowsALimit() {
    var sandbox = new Sandbox(Lua.limits(100_000, AMPLE, MEMORY), Lua.CLOCK);

    assertThat(Lua.say(sandbox, "while true do pcall(function() while true do end end) end"))
        .isEqualTo("LIMIT more than 100000 instructions");
    assertThat(Lua.say(sandbox, "xpcall(string.rep, print, 'x', 1e9)"))
        .isEqualTo("LIMIT string longer than 1048576 bytes");
    assertThat(Lua.say(sandbox, "local function f() pcall(f) end f()"))
        .isEqualTo("LIMIT stack overflow (calls nested deeper than 190)");
    assertThat(Lua.say(sandbox, "pcall(string.find, ('a'):rep(9e4), ('.-'):rep(9) .. 'b')"))
        .isEqualTo("LIMIT more than 5000000 pattern steps");
    assertThat(Lua.say(sandbox, "while true do pcall(print, 'x') end"))
        .isEqualTo("LIMIT more than 100 log lines");
    var roomy = new Sandbox(Lua.limits(Long.MAX_VALUE, AMPLE, MEMORY), Lua.CLOCK);
    assertThat(Lua.say(roomy, "local t = {} for i = 1, 1e9 do t[i] = {i} end"))
        .isEqualTo("LIMIT more than %d bytes of memory".formatted(MEMORY));
  }

  @Test
  void endsWhatTakesTooLong() {
    var limits = Lua.limits(Long.MAX_VALUE, Duration.ofMillis(50), MEMORY);
    var sandbox = new Sandbox(limits, Lua.CLOCK);

    assertThat(Lua.say(sandbox, "while true do end")).isEqualTo("LIMIT longer than 50 ms");
  }

  @Test
  void refusesSourcesThatBreakTheCompiler() {
    Stream.of(
            "(".repeat(30_000),
            "return " + "not ".repeat(15_000) + "1",
            "return 'a'" + "..'a'".repeat(12_000),
            "return function() ".repeat(3_000),
            "local " + "a,".repeat(300) + "a",
            "return 1e",
            "return {" + "{".repeat(30_000),
            "x=" + "-".repeat(100) + "1",
            "return " + "a.".repeat(30_000) + "a",
            "return a" + "()".repeat(30_000),
            "if x then " + "elseif x then ".repeat(4_000) + "end",
            "return 1" + "+1".repeat(30_000),
            "goto " + "a".repeat(60_000),
            "[" + "=".repeat(60_000) + "[",
            "return '" + "\\".repeat(59_999) + "'",
            "local a" + " local a".repeat(8_000),
            "return function(" + "a,".repeat(300) + "a) end",
            "\u001bLua",
            "\u001bLJ\u0002",
            "#!/bin/sh",
            "\0",
            "return \ud83d",
            "\ufeffreturn 1",
            "é = 1",
            "::" + "a".repeat(100) + ":: ".repeat(1_000),
            "do ".repeat(20_000),
            "f" + "{".repeat(10_000) + "}".repeat(10_000),
            "return f" + "''".repeat(30_000),
            "local x = " + "function() return ".repeat(198) + "1" + " end".repeat(198))
        .forEach(
            source -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              assertThatCode(() -> Lua.say(source)).doesNotThrowAnyException();
              assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64L << 20);
            });
  }

  @Test
  void refusesASourceThatIsTooLong() {
    assertThat(Lua.say(" ".repeat(64 * 1024 + 1)))
        .isEqualTo("TOO_LARGE source longer than 65536 bytes");
  }

  @Test
  void nothingThatReachesOutsideIsThere() {
    for (String name :
        new String[] {
          "luajava",
          "package",
          "io",
          "debug",
          "load",
          "loadstring",
          "loadfile",
          "dofile",
          "coroutine",
          "collectgarbage",
          "getmetatable",
          "setmetatable",
          "rawset",
          "rawget",
          "setfenv",
          "getfenv",
          "module",
          "newproxy",
          "os.execute",
          "os.getenv",
          "os.exit",
          "os.remove",
          "os.rename",
          "os.tmpname",
          "string.dump",
          "ngx.timer",
          "ngx.socket"
        }) {
      assertThat(Lua.say("return type(" + name + ")")).as(name).isEqualTo("nil");
    }
  }

  @Test
  void sandboxesShareNothingThatCanChange() throws LuaFailure {
    var one = Lua.sandbox();
    var other = Lua.sandbox();

    Lua.run(one, "x = 1");

    assertThat(Lua.say(one, "return x")).isEqualTo("1");
    assertThat(Lua.say(other, "return x")).isEqualTo("nil");
    assertThat(Lua.say(one, "string.upper = nil"))
        .isEqualTo("RUNTIME attempt to modify a read-only table");
    assertThat(Lua.say(other, "return ('x'):upper()")).isEqualTo("X");
  }
}
