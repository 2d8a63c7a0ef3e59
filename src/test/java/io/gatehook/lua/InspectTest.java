package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kong.log.inspect, against what a real Kong logged and what inspect.lua documents. */
class InspectTest {
  @Test
  void drawsTheBoxThatKongDraws() throws LuaFailure {
    String source =
        "kong.log.inspect({ b = 1, a = { x = \"q\\\"uote\", y = true }, list = { 1, \"two\" } })";

    List<String> rows = rows(source);

    assertThat(rows.get(0)).isEqualTo("+" + "-".repeat(120) + "+").isEqualTo(last(rows));
    assertThat(rows).allMatch(row -> row.length() == 122);
    assertThat(inside(rows))
        .isEqualTo(
            """
            {
              a = {
                x = 'q"uote',
                y = true
              },
              b = 1,
              list = { 1, "two" }
            }""");
  }

  @Test
  void setsArgumentsSideBySide() throws LuaFailure {
    assertThat(
            inside(
                rows("kong.log.inspect('log callback: ', 'event', 'source', { k = 'v' }, 16766)")))
        .isEqualTo(
            """
            "log callback: " "event" "source" {
              k = "v"
            } 16766""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "nil ~ nil",
        "true, 0.5, 1e100, 0/0, 1/0, -1/0 ~ true 0.5 1e+100 nan math.huge -math.huge",
        "'a\\n\\27' ~ \"a\\\\n\\\\027\"",
        "{} ~ {}",
        "{1, {2, {}}} ~ { 1, { 2, {} } }",
        "{1, 2, x = 3} ~ { 1, 2,/  x = 3/}",
        "{[10] = 1, [2.5] = 2, [true] = 3, ['a b'] = 4, ['end'] = 5, a = 6}"
            + " ~ {/  [2.5] = 2,/  [10] = 1,/  [true] = 3,/  a = 6,/  [\"a b\"] = 4,/  [\"end\"] = 5/}",
        "ngx.null, print, type, print ~ <userdata 1> <function 1> <function 2> <function 1>",
      })
  void writesValuesAsInspectLuaDoes(String values, String expected) throws LuaFailure {
    assertThat(inside(rows("kong.log.inspect(" + values + ")")))
        .isEqualTo(expected.replace("\\\\", "\\").replace('/', '\n'));
  }

  @Test
  void namesATableThatStandsTwice() throws LuaFailure {
    assertThat(inside(rows("local t = {1} kong.log.inspect({t, t})")))
        .isEqualTo("{ <1>{ 1 }, <table 1> }");
    assertThat(inside(rows("local t = {} t.t = t kong.log.inspect(t)")))
        .isEqualTo("<1>{\n  t = <table 1>\n}");
  }

  @Test
  void leavesOutWhatIsTooDeepOrTooLong() throws LuaFailure {
    String deep = "local t = {} for i = 1, 5000 do t = {t} end kong.log.inspect(t)";
    String wide = "local t = {} for i = 1, 5000 do t['k' .. i] = i end kong.log.inspect(t)";
    String longer = "kong.log.inspect(('x'):rep(1000000))";

    assertThat(inside(rows(deep))).contains("{ {...} }");
    for (String source : new String[] {wide, longer}) {
      List<String> rows = rows(source);
      assertThat(String.join("\n", rows).length()).isBetween(15_000, 4 * 4096);
      assertThat(rows.get(rows.size() - 2)).startsWith("|...  ");
    }
  }

  private static List<String> rows(String source) throws LuaFailure {
    List<LogLine> log = Lua.run(source).log();
    assertThat(log).singleElement().extracting(LogLine::level).isEqualTo("notice");
    return log.get(0).text().lines().toList();
  }

  private static String inside(List<String> rows) {
    return String.join(
        "\n",
        rows.subList(1, rows.size() - 1).stream()
            .map(row -> row.substring(1, row.length() - 1).stripTrailing())
            .toList());
  }

  private static String last(List<String> rows) {
    return rows.get(rows.size() - 1);
  }
}
