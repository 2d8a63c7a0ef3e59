package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random templates and snippets: nothing but a LuaFailure ever comes out. The seed is fixed. */
class FuzzTest {
  private static final long SEED = 20221118;
  private static final int ROUNDS = 6_000;
  private static final List<String> TEMPLATE =
      List.of(
          "{{",
          "}}",
          "{*",
          "*}",
          "{%",
          "%}",
          "{#",
          "#}",
          "{(",
          ")}",
          "{[",
          "]}",
          "{-raw-}",
          "{-a-}",
          "{-",
          "-}",
          "\\",
          "\n",
          "\r\n",
          " ",
          "]=]",
          "]]",
          "$",
          "#",
          "'",
          "\"",
          "é",
          "😀",
          "\0",
          "a",
          "a.b",
          "entity",
          "n",
          "x.y.z",
          "1",
          "0/0",
          "1e999",
          "or",
          "and",
          "not",
          "..",
          "==",
          "(",
          ")",
          "{",
          "}",
          ",",
          "for i=1,3 do",
          "end",
          "if a then",
          "local a=1",
          "return",
          "function()",
          "echo(a)",
          "include(a)",
          "layout='x{*view*}'",
          "blocks.a",
          "context",
          "error(a)",
          "#a",
          "-",
          "~",
          "\ud83d");
  private static final List<String> LUA =
      List.of(
          "local",
          "x",
          "y",
          "=",
          "1",
          "-1",
          "0/0",
          "1e308",
          "2^53",
          "'a'",
          "'%d'",
          "'(.-)%1'",
          "{}",
          "nil",
          "true",
          "function",
          "(",
          ")",
          "end",
          "return",
          "if",
          "then",
          "else",
          "for i=1,9 do",
          "while x do",
          "do",
          "repeat",
          "until",
          "..",
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "#",
          "not",
          "==",
          "<",
          "<=",
          "~=",
          "and",
          "or",
          ",",
          ";",
          ":",
          ".",
          "[",
          "]",
          "{",
          "}",
          "...",
          "string.rep",
          "string.format",
          "string.gsub",
          "('x'):find",
          "table.concat",
          "table.sort",
          "table.insert",
          "unpack",
          "select",
          "pcall",
          "error",
          "tostring",
          "tonumber",
          "next",
          "pairs",
          "x.y",
          "math.floor",
          "bit.bor",
          "ngx.null",
          "ngx.re.gsub",
          "os.date",
          "goto a",
          "::a::",
          "break",
          "\n",
          "--",
          "[[",
          "]]",
          "\\",
          "'",
          "é",
          "\0",
          "\u001b");

  @Test
  void templatesFailInOneWayOnly() {
    var random = new Random(SEED);
    var context = Json.VALUES.createObjectBuilder();
    context.add("a", "<b>").add("n", jakarta.json.JsonValue.NULL);
    context.add("entity", Json.VALUES.createObjectBuilder().add("b", 1.5));
    var data = context.build();
    var limits = Lua.limits(20_000, Duration.ofSeconds(10), 32L << 20);
    var sandbox = new Sandbox(limits, Lua.CLOCK);

    int rendered =
        fuzz(
            random,
            TEMPLATE,
            "",
            source -> {
              var template = RestyTemplate.compile(source, "t", limits);
              template.render(sandbox, sandbox.input(data));
            });

    assertThat(rendered).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
  }

  @Test
  void snippetsFailInOneWayOnly() {
    var random = new Random(SEED);
    var sandbox = new Sandbox(Lua.limits(20_000, Duration.ofSeconds(10), 32L << 20), Lua.CLOCK);

    int ran = fuzz(random, LUA, " ", source -> Lua.run(sandbox, source));

    assertThat(ran).isBetween(1, ROUNDS - 1);
  }

  @Test
  void callsOfRandomArgumentsFailInOneWayOnly() {
    var random = new Random(SEED);
    var sandbox = new Sandbox(Lua.limits(20_000, Duration.ofSeconds(10), 32L << 20), Lua.CLOCK);
    var functions =
        Lua.say(
                sandbox,
                """
                local names = {}
                for _, lib in ipairs({'string', 'table', 'math', 'bit', 'os', 'ngx', 'ngx.re'}) do
                  local t = ({string = string, table = table, math = math, bit = bit, os = os,
                    ngx = ngx, ['ngx.re'] = ngx.re})[lib]
                  for k, v in pairs(t) do
                    if type(v) == 'function' then names[#names + 1] = lib .. '.' .. k end
                  end
                end
                table.sort(names)
                return table.concat(names, ' ')
                """)
            .split(" ");
    Supplier<String> value = () -> VALUES.get(random.nextInt(VALUES.size()));

    assertThat(functions).hasSizeGreaterThan(90);
    for (int i = 0; i < ROUNDS; i++) {
      String arguments = value.get() + ", " + value.get() + ", " + value.get();
      String source =
          "return " + functions[random.nextInt(functions.length)] + "(" + arguments + ")";
      assertThat(Lua.say(sandbox, source)).as(source).doesNotContain("fault in the interpreter");
    }
  }

  private static final List<String> VALUES =
      List.of(
          "nil",
          "true",
          "0",
          "1",
          "-1",
          "3.7",
          "2^31",
          "-2^31",
          "2^53",
          "-2^63",
          "0/0",
          "1/0",
          "-1/0",
          "'x'",
          "''",
          "'%'",
          "'%d %s'",
          "'%f[%w]'",
          "'(a)(b)'",
          "'[a-z]+'",
          "'é😀'",
          "'\\255\\0'",
          "('a'):rep(100)",
          "{}",
          "{1, 2, 3}",
          "{'b', 'a'}",
          "{a = 1}",
          "print",
          "function(a) return a end",
          "ngx.null",
          "'*t'",
          "'!%c'",
          "{pos = 2}",
          "'i'");

  private interface Use {
    void of(String source) throws LuaFailure;
  }

  /** How many of the rounds did not fail. */
  private static int fuzz(Random random, List<String> words, String separator, Use use) {
    int well = 0;
    for (int i = 0; i < ROUNDS; i++) {
      var source = new StringBuilder();
      for (int length = 1 + random.nextInt(14); length > 0; length--) {
        source.append(words.get(random.nextInt(words.size()))).append(separator);
      }
      try {
        use.of(source.toString());
        well++;
      } catch (LuaFailure e) {
        assertThat(e.message()).as(source.toString()).doesNotContain("fault in the interpreter");
      }
    }
    return well;
  }
}
