package io.gatehook.handler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.EventHandlerContract;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.HostileEvents;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.json.Json;
import io.gatehook.lua.LuaLimits;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LambdaHandlerTest extends EventHandlerContract {
  private static final String SAYS =
      "return function(data, event, source, pid) print(data.mark) return true end";

  private final Logger logger = Logger.getLogger("gatehook.lua");
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(recorder);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(recorder);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  @Override
  protected EventHandler handler() {
    var handler = new LambdaHandler();
    handler.limits = limits();
    handler.config = LambdaConfig.defaults();
    handler.clock = Clock.systemUTC();
    return handler;
  }

  @Override
  protected List<JsonObject> validConfigs() {
    return List.of(
        config(SAYS),
        config("return function() return 1 end"),
        config("return function(data) error(data) end", "return function() return true end"),
        config("return function(data) for k, v in pairs(data) do print(k, v) end return true end"),
        config("error('at once')"));
  }

  @Override
  protected JsonObject secretConfig() {
    return config(SAYS);
  }

  @Test
  void givesDataEventSourceAndPid() {
    String source =
        "return function(data, event, source, pid)"
            + " print(data.mark, event, source, pid, data.event) return true end";
    var event = WorkerEvent.of("crud", "x", mark("m")).from(new Origin(null, 68854L, null, null));
    var result = prepare(source).handle(new HandlerCall(UUID.randomUUID(), 1, event));

    assertThat(result.exchange().log()).containsExactly("notice: m x crud 68854 nil");
  }

  @Test
  void namesTheTraceInTheLinesOfTheLogAndNotInLua() {
    var trace = new TraceContext("00-" + "ab".repeat(16) + "-0123456789abcdef-01", null);
    var event = WorkerEvent.of("crud", "x", mark("m")).from(new Origin(null, 1L, null, trace));
    var delivery = UUID.randomUUID();
    var result =
        prepare("return function(...) print(select('#', ...)) error('no') end")
            .handle(new HandlerCall(delivery, 1, event));

    assertThat(result.exchange().log()).first().isEqualTo("notice: 4");
    assertThat(recorder.lines())
        .hasSize(2)
        .allMatch(line -> line.contains("; trace " + "ab".repeat(16) + " span "));
  }

  @Test
  void givesItsOwnPidWhereTheEventHasNone() {
    var result =
        prepare("return function(d, e, s, pid) print(pid) return true end").handle(call(1));

    assertThat(result.exchange().log()).containsExactly("notice: " + ProcessHandle.current().pid());
  }

  @Test
  void failsAsKongsGuideShows() {
    String source =
        """
        return function (data, event, source, pid)
          local user = data.entity.username
          error("Event hook on consumer " .. user .. "")
        end
        """;
    var data = object("entity", object("username", Json.VALUES.createValue("ada")));
    HandlerCall call =
        new HandlerCall(UUID.randomUUID(), 2, WorkerEvent.of("crud", "consumers", data));
    var result = prepare(source).handle(call);

    String reason =
        "[string \"return function (data, event, source, pid)...\"]:3: Event hook on consumer ada";
    assertThat(result).isInstanceOf(Retryable.class);
    assertThat(reason(result)).isEqualTo(reason);
    assertThat(recorder.lines())
        .containsExactly("SEVERE delivery %s attempt 2: %s".formatted(call.delivery(), reason));
  }

  @Test
  void succeedsWithTrueOnly() {
    assertThat(prepare("return function() return true end").handle(call(1)))
        .isInstanceOf(Delivered.class);
    assertThat(reasonOf("")).isEqualTo("function 1 returned nil, not true");
    assertThat(reasonOf("return nil")).isEqualTo("function 1 returned nil, not true");
    assertThat(reasonOf("return false")).isEqualTo("function 1 returned false, not true");
    assertThat(reasonOf("return 1")).isEqualTo("function 1 returned a number, not true");
    assertThat(reasonOf("return 'true'")).isEqualTo("function 1 returned a string, not true");
    assertThat(reasonOf("return {}")).isEqualTo("function 1 returned a table, not true");
    assertThat(reasonOf("return print")).isEqualTo("function 1 returned a function, not true");
    assertThat(reasonOf("return ngx.null")).isEqualTo("function 1 returned a userdata, not true");
  }

  @Test
  void runsFunctionsInOrderAndStopsAtTheFirstThatFails() {
    var result =
        prepare(
                "return function(d) d.n = 1 print('a') return true end",
                "return function(d) print('b', d.n) return false end",
                "return function() print('c') return true end")
            .handle(call(1));

    assertThat(result.exchange().log()).containsExactly("notice: a", "notice: b 1");
    assertThat(reason(result)).isEqualTo("function 2 returned false, not true");
  }

  @Test
  void keepsWhatWasSaidBeforeAnError() {
    var result =
        prepare("return function() kong.log.err('x') ngx.log(ngx.DEBUG, 'y') error('z', 0) end")
            .handle(call(1));

    assertThat(result.exchange().log()).containsExactly("err: x", "debug: y");
    assertThat(recorder.lines())
        .extracting(line -> line.replaceFirst("delivery [^ :]+", "d"))
        .containsExactly("SEVERE d: x", "FINE d: y", "SEVERE d attempt 1: z");
  }

  @Test
  void triesAgainAfterALimit() {
    assertThat(reasonOf("while true do end")).isEqualTo("more than 200000 instructions");
  }

  @Test
  void rejectsAnEventTooLargeForLua() {
    var large = HostileEvents.all().get("many members");
    var result = prepare(SAYS).handle(new HandlerCall(UUID.randomUUID(), 1, large));

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(((Rejected) result).reason()).isEqualTo("event too large for Lua");
    assertThat(recorder.lines()).singleElement().asString().contains("(too many members)");
  }

  @Test
  void logsNothingThatForgesALine() {
    var result =
        prepare("return function() print('a\\n\\27[2Jb\\r\\nc') error('d\\ne', 0) end")
            .handle(call(1));

    assertThat(result.exchange().log())
        .containsExactly("notice: a", "notice: \\u001b[2Jb", "notice: c");
    assertThat(reason(result)).isEqualTo("d\\u000ae");
    assertThat(recorder.lines()).hasSize(4).noneMatch(line -> line.contains("\n"));
  }

  @Test
  void boundsWhatItKeepsAndLogs() {
    var many = prepare("return function() print(('x\\n'):rep(2000)) print('y') return true end");
    var long4 = "return function() for i = 1, 99 do print(('x'):rep(4096)) end return true end";

    assertThat(many.handle(call(1)).exchange().log())
        .hasSize(Transcript.MAX_ROWS + 1)
        .endsWith("notice: x", "warn: 1501 more lines left out");
    String kept = String.join("", prepare(long4).handle(call(1)).exchange().log());
    assertThat(kept.length()).isBetween(Transcript.MAX_BYTES - 1000, Transcript.MAX_BYTES + 1000);
    assertThat(reasonOf("error(('x'):rep(100000), 0)")).hasSize(1000).endsWith("...");
  }

  @Test
  void keepsAnEmptyLine() {
    assertThat(
            prepare("return function() print() return true end").handle(call(1)).exchange().log())
        .containsExactly("notice: ");
  }

  @Test
  void refusesWhatDoesNotCompile() {
    assertThat(violations("return true", "return function() return 1 +", "nonsense"))
        .isEqualTo(
            Json.stored(
                """
                {"functions":[null,
                 "[string \\"return function() return 1 +\\"]:1: unexpected symbol near '<eof>'",
                 "[string \\"nonsense\\"]:1: '=' expected near '<eof>'"]}\
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesChunksThatGiveNoFunction() {
    JsonArray found =
        violations(SAYS, "return 1", "x = {}", "error('no', 0)", "while true do end", SAYS)
            .getJsonArray("functions");

    assertThat(found)
        .extracting(JsonValue::toString)
        .containsExactly(
            "null",
            "\"the code returned a number, not a function\"",
            "\"the code returned nil, not a function\"",
            "\"no\"",
            "\"more than 200000 instructions\"");
  }

  @Test
  void namesTheElementInKongsWords() {
    assertThatThrownBy(() -> prepare("nonsense"))
        .isInstanceOf(InvalidEntity.class)
        .hasMessageStartingWith("schema violation (functions.1: [string \"nonsense\"]:1: '='");
  }

  @Test
  void refusesNoneAndTooMany() {
    String[] many = Collections.nCopies(Functions.MAX + 1, SAYS).toArray(new String[0]);

    prepare(Collections.nCopies(Functions.MAX, SAYS).toArray(new String[0])).rehearse();
    assertThat(violations().getString("functions")).isEqualTo("length must be at least 1");
    assertThat(violations(many).getString("functions")).isEqualTo("length must be at most 16");
    assertThatThrownBy(
            () -> new Schema(handler().configType()).complete(JsonValue.EMPTY_JSON_OBJECT))
        .hasMessage("schema violation (functions: required field missing)");
  }

  @Test
  void refusesASourceThatIsTooLong() {
    assertThat(violations("--" + "x".repeat(70_000)).getJsonArray("functions").getString(0))
        .isEqualTo("source longer than 65536 bytes");
  }

  @Test
  void takesNoBytecode() {
    assertThat(violations("\u001bLua").getJsonArray("functions")).hasSize(1);
  }

  @Test
  void retriesOnAScheduleOfItsOwn() {
    assertThat(prepare(SAYS).retryWaits())
        .contains(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }

  @Test
  void hasNoPing() {
    assertThat(prepare(SAYS).pingConfig()).isEmpty();
  }

  @Test
  void answersATestWithErrorAndLog() {
    PreparedHandler well = prepare(SAYS);
    PreparedHandler ill = prepare("return function() print('x') error('e', 0) end");

    assertThat(well.testResult(well.handle(call(3))).orElseThrow())
        .hasToString("{\"success\":true,\"error\":null,\"log\":[\"notice: marker-3-\"]}");
    assertThat(ill.testResult(ill.handle(call(3))).orElseThrow())
        .hasToString("{\"success\":false,\"error\":\"e\",\"log\":[\"notice: x\"]}");
  }

  @Test
  void previewRunsTheCodeAndLogsNothing() {
    assertThat(prepare(SAYS).preview(call(3)))
        .isEqualTo(new Preview.Ran(JsonValue.TRUE, List.of("notice: marker-3-")));
    assertThat(previewOf("return 3")).isEqualTo("3");
    assertThat(previewOf("return 0.5")).isEqualTo("0.5");
    assertThat(previewOf("return 1e300 * 1e300")).isEqualTo("\"number\"");
    assertThat(previewOf("return 'x'")).isEqualTo("\"x\"");
    assertThat(previewOf("return {}")).isEqualTo("\"table\"");
    assertThat(previewOf("return print")).isEqualTo("\"function\"");
    assertThat(previewOf("")).isEqualTo("null");
    assertThat(recorder.lines()).isEmpty();
  }

  @Test
  void previewNamesFunctionAndLineOfAnError() {
    var preview =
        prepare(SAYS, "return function(d)\n print('x')\n return d.a.b end").preview(call(1));

    assertThat(preview)
        .isEqualTo(
            new Preview.Failed(
                "[string \"return function(d)...\"]:3: attempt to index field 'a' (a nil value)",
                3,
                "config.functions.2",
                List.of("notice: marker-1-", "notice: x")));
  }

  /** Those that a busy machine does not change: few instructions, much time. */
  private static LuaLimits limits() {
    LuaLimits d = LuaLimits.defaults();
    var code =
        new LuaLimits.Code(
            200_000,
            Duration.ofSeconds(30),
            d.code().allocatedBytes(),
            d.code().callDepth(),
            d.code().sourceBytes());
    return new LuaLimits(code, d.text(), d.log(), d.input());
  }

  private PreparedHandler prepare(String... sources) {
    return handler().prepare(config(sources));
  }

  private String reasonOf(String body) {
    return reason(prepare("return function() " + body + " end").handle(call(1)));
  }

  private String previewOf(String body) {
    var preview = prepare("return function() " + body + " end").preview(call(1));
    return ((Preview.Ran) preview).result().toString();
  }

  /** What a write of such a hook is refused with. */
  private JsonObject violations(String... sources) {
    try {
      prepare(sources).rehearse();
    } catch (InvalidEntity e) {
      return e.violations().fields();
    }
    throw new AssertionError("accepted");
  }

  private static String reason(HandlerResult result) {
    return ((Retryable) result).reason();
  }

  private static JsonObject config(String... sources) {
    return object("functions", Json.VALUES.createArrayBuilder(List.of(sources)).build());
  }

  private static JsonObject mark(String mark) {
    return object("mark", Json.VALUES.createValue(mark));
  }

  private static JsonObject object(String name, JsonValue value) {
    return Json.VALUES.createObjectBuilder().add(name, value).build();
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    List<String> lines() {
      return records.stream()
          .map(record -> record.getLevel() + " " + record.getParameters()[0])
          .toList();
    }

    @Override
    public synchronized void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
