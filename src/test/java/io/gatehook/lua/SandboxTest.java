package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaString;

/** What callers see of a sandbox: values in and out, log lines, failures, and the library. */
class SandboxTest {
  private final Sandbox sandbox = Lua.sandbox();

  @Test
  void functionsRememberWhatTheyCaptured() throws LuaFailure {
    var result = Lua.run(sandbox, "local n = 0 return function(by) n = n + by return n end");
    var function = (LuaFunction) result.first();

    assertThat(function.call(2).first()).isEqualTo(2.0);
    assertThat(function.call(3).first()).isEqualTo(5.0);
  }

  @Test
  void passesEveryKindOfArgument() throws Exception {
    var function = (LuaFunction) Lua.run(sandbox, "return function(...) return ... end").first();

    var result = function.call(null, true, 7, "é😀", json("{\"a\":[1,null]}"), function);

    assertThat(result.values())
        .startsWith(null, true, 7.0, "é😀", new LuaResult.Opaque("table"))
        .last()
        .isInstanceOf(LuaFunction.class);
  }

  @Test
  void givesJsonToLua() throws Exception {
    var function =
        (LuaFunction)
            Lua.run(
                    sandbox,
                    "return function(d) return d.s .. #d.s .. d.l[2] .. tostring(d.n == ngx.null)"
                        + " .. tostring(d.o.deep) .. #d.e end")
                .first();

    var result =
        function.call(
            json("{\"s\":\"😀\",\"l\":[1,2.5],\"n\":null,\"o\":{\"deep\":false},\"e\":[]}"));

    assertThat(result.first()).isEqualTo("😀42.5truefalse0");
  }

  @Test
  void refusesInputOverItsLimits() throws Exception {
    var function = (LuaFunction) Lua.run(sandbox, "return function(d) return d end").first();

    assertTooLarge(function, "{\"a\":\"" + "x".repeat(256 * 1024) + "\"}", "bytes");
    assertTooLarge(function, "{\"a\":[" + "1,".repeat(10_000) + "1]}", "members");
    assertThat(function.call(json("{\"a\":[1]}")).first()).isInstanceOf(LuaResult.Opaque.class);
  }

  @Test
  void namesOfEqualHashDoNotHoldItUp() throws Exception {
    var names = IntStream.range(0, 501).mapToObj(SandboxTest::nameOfOneHash).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.stream().map(name -> LuaString.valueOf(name).hashCode()).distinct())
        .hasSize(1);
    String members = String.join("\":1,\"", names.subList(0, 500));
    long start = System.nanoTime();

    sandbox.input(json("{\"" + members + "\":1}"));

    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    assertThatThrownBy(() -> sandbox.input(json("{\"" + String.join("\":1,\"", names) + "\":1}")))
        .hasMessage("event too large for Lua (too many long names)");
  }

  /** LuaJ's hash of so long a name reads every third byte only. */
  private static String nameOfOneHash(int number) {
    String digits = Integer.toString(10_000 + number);
    return "k".repeat(84) + digits.substring(1, 3) + "k" + digits.substring(3) + "k";
  }

  @Test
  void handsBackWhatWasSaid() throws LuaFailure {
    var result =
        Lua.run(
            sandbox,
            "print('a', 1, nil) kong.log.err('b', 2) ngx.log(ngx.WARN, 'c') kong.log('d', 3)");

    assertThat(result.log())
        .containsExactly(
            new LogLine("notice", "a\t1\tnil"),
            new LogLine("err", "b2"),
            new LogLine("warn", "c"),
            new LogLine("notice", "d3"));
  }

  @Test
  void aFailureHandsBackWhatWasSaidBefore() {
    assertThatThrownBy(() -> Lua.run(sandbox, "print('before')\n\nerror('x')"))
        .isInstanceOfSatisfying(
            LuaFailure.class,
            e -> {
              assertThat(e.kind()).isEqualTo(LuaFailure.Kind.RUNTIME);
              assertThat(e.message()).isEqualTo("s:3: x");
              assertThat(e.line()).hasValue(3);
              assertThat(e.log()).containsExactly(new LogLine("notice", "before"));
            });
  }

  @Test
  void namesAChunkAsLuaJitDoes() {
    String source = "return function(data)\n  error('Event hook on consumer ada')\nend";

    assertThatThrownBy(
            () -> ((LuaFunction) sandbox.run(sandbox.compile(source, source)).first()).call())
        .hasMessage("[string \"return function(data)...\"]:2: Event hook on consumer ada");
    assertThatThrownBy(() -> sandbox.compile("this is not lua", "this is not lua"))
        .hasMessage("[string \"this is not lua\"]:1: '=' expected near 'is'");
  }

  @Test
  void cutsALongLogLine() throws LuaFailure {
    var result = Lua.run(sandbox, "print(('x'):rep(9000), 'y')");

    assertThat(result.log().get(0).text()).isEqualTo("x".repeat(4096));
  }

  @Test
  void refusesAFunctionOfAnotherSandbox() throws LuaFailure {
    var function = (LuaFunction) Lua.run("return function() end").first();
    var mine = (LuaFunction) Lua.run(sandbox, "return function() end").first();

    assertThatThrownBy(() -> mine.call(function)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "ngx.md5('hello') ~ 5d41402abc4b2a76b9719d911017c592",
        "ngx.encode_base64('a\\0é') ~ YQDDqQ==",
        "ngx.encode_base64('a', true) ~ YQ",
        "ngx.decode_base64('YWI=') ~ ab",
        "ngx.encode_base64(ngx.hmac_sha1('key', 'The quick brown fox jumps over the lazy dog')) ~ 3nybhbi3iqa8ino29wqQcBydtNk=",
        "ngx.encode_base64(ngx.sha1_bin('')) ~ 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        "ngx.crc32_long('123456789') ~ 3421780262",
        "ngx.escape_uri('a b/é') ~ a%20b%2F%C3%A9",
        "ngx.unescape_uri('a%20b+c%zz') ~ a b c%zz",
        "ngx.time() ~ 1668754239",
        "ngx.now() ~ 1668754239.25",
        "ngx.utctime() ~ 2022-11-18 06:50:39",
        "ngx.http_time(0) ~ Thu, 01 Jan 1970 00:00:00 GMT",
        "ngx.re.match('hello, 1234', '([0-9])[0-9]+')[0] ~ 1234",
        "ngx.re.match('a=1', '(?<k>[a-z])=(?P<v>[0-9])').v ~ 1",
        "ngx.re.match('HELLO', 'hello', 'i')[0] ~ HELLO",
        "ngx.re.find('hello', 'l+') ~ 3|4",
        "ngx.re.gsub('a1b2', '[0-9]', '<$0>') ~ a<1>b<2>|2",
        "ngx.re.gsub('ab', '([a-z])', function(m) return m[1]:upper() end) ~ AB|2",
        "ngx.re.sub('aa', 'a', '$$') ~ $a|1",
        "ngx.re.match('x', 'y') ~ nil",
        "require('cjson').encode({1, 'a', true, ngx.null}) ~ [1,\"a\",true,null]",
        "require('cjson').encode({a = {b = 1.5}}) ~ {\"a\":{\"b\":1.5}}",
        "require('cjson').encode({}) ~ {}",
        "require('cjson').encode('a/\"\\n') ~ \"a\\/\\\"\\n\"",
        "require('cjson').decode('{\"a\":[1,{\"b\":\"\\\\u00e9\"}]}').a[2].b ~ é",
        "require('cjson').decode('null') == ngx.null ~ true",
        "require('cjson.safe').decode('{') ~ nil|Expected object key string but found T_END at character 2",
        "require('bit').band(7, 3) ~ 3",
        "require('table.isarray')({1, 2}) ~ true",
        "type(kong.log) ~ table",
        "select('#', kong.log('x')) ~ 0",
        "pcall(function() return kong.log('x') end) ~ true",
        "(function() local s = require('resty.sha1'):new() return s:update('a'), s:update('bc'),"
            + " require('resty.string').to_hex(s:final()) end)()"
            + " ~ true|true|a9993e364706816aba3e25717850c26c9cd0d89d",
        "(function() local s = require('resty.md5'):new() s:update('x') s:reset() s:update('abc')"
            + " return require('resty.string').to_hex(s:final()) end)()"
            + " ~ 900150983cd24fb0d6963f7d28e17f72",
        "(function() local s = require('resty.sha224'):new() return #s:final() end)() ~ 28",
        "(function() local s = require('resty.sha384'):new() return #s:final() end)() ~ 48",
        "(function() local s = require('resty.sha512'):new() return #s:final() end)() ~ 64",
        "require('resty.string').atoi('12x') ~ 12",
        "#require('resty.random').bytes(20) ~ 20",
        "require('kong.tools.sha256').sha256_hex('abc')"
            + " ~ ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "require('kong.tools.uuid').is_valid_uuid(require('kong.tools.uuid').uuid()) ~ true",
        "require('kong.tools.uuid').is_valid_uuid('7b0f5f0e') ~ false",
        "require('resty.random').bytes(2^30) ~ LIMIT string longer than 1048576 bytes",
        "require('resty.http') ~ RUNTIME require 'resty.http' not allowed within sandbox",
        "os.date('!%Y') ~ 2022"
      })
  void hasKongsFunctions(String expression, String expected) {
    assertThat(Lua.say("return " + expression)).isEqualTo(expected);
  }

  @Test
  void aTemplateNamesItsOwnLines() {
    assertThatThrownBy(() -> render("a\n{% local x = 1 %}\n{# c\n #}{{\n\n nope.x }}"))
        .hasMessage("t:6: attempt to index global 'nope' (a nil value)");
    assertThatThrownBy(() -> render("a\r\n\n{{ x y }}")).hasMessage("t:3: ')' expected near 'y'");
  }

  @Test
  void anIncludeNeverReachesAFile() throws LuaFailure {
    assertThat(render("{(/etc/passwd)}{['pom.xml']}{% layout = '/etc/hosts' %}"))
        .isEqualTo("/etc/hosts");
    assertThat(render("{(pom.xml)}")).isEqualTo("pom.xml");
    assertThat(render("{(x {{ y }}, {y = 1})}")).isEqualTo("x 1");
  }

  @Test
  void aTemplateThatIncludesItselfEnds() {
    assertThatThrownBy(() -> render("{% t = '{' .. '[t]' .. '}' %}{% context.t = t %}{[t]}"))
        .isInstanceOf(LuaFailure.class)
        .hasMessageContaining("includes nested deeper than 8");
    assertThatThrownBy(() -> render("{% while true do echo(('x'):rep(1000)) end %}"))
        .hasMessage("string longer than 1048576 bytes");
    // a busy machine may not get that far in the second that it has
    assertThatThrownBy(() -> render("{% local function f() return f end %}{{ f }}"))
        .hasMessageMatching("more than 5000000 instructions|longer than 1000 ms");
  }

  private String render(String template) throws LuaFailure {
    return RestyTemplate.compile(template, "t", LuaLimits.defaults()).render(sandbox, null).text();
  }

  private static void assertTooLarge(LuaFunction function, String data, String what) {
    assertThatThrownBy(() -> function.call(json(data)))
        .isInstanceOfSatisfying(
            LuaFailure.class,
            e -> {
              assertThat(e.kind()).isEqualTo(LuaFailure.Kind.TOO_LARGE);
              assertThat(e.message()).isEqualTo("event too large for Lua (too many " + what + ")");
            });
  }

  private static JsonObject json(String text) throws MalformedJson {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8), Json.Duplicates.REFUSED)
        .asJsonObject();
  }
}
