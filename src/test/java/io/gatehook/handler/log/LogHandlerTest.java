package io.gatehook.handler.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.EventHandlerContract;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.PreparedHandler;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogHandlerTest extends EventHandlerContract {
  private final Logger logger = Logger.getLogger("gatehook.event");
  private final Recorder recorder = new Recorder();

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(recorder);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(recorder);
    logger.setUseParentHandlers(true);
  }

  @Override
  protected EventHandler handler() {
    return handler(LogFormat.LINE);
  }

  @Override
  protected List<JsonObject> validConfigs() {
    return List.of(JsonValue.EMPTY_JSON_OBJECT);
  }

  @Override
  protected JsonObject secretConfig() {
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  @Test
  void writesOneRecordAtLevelInfo() {
    prepare(LogFormat.LINE).handle(call(1));

    assertThat(recorder.records).hasSize(1);
    assertThat(recorder.records.get(0).getLevel()).isEqualTo(Level.INFO);
    assertThat(recorder.records.get(0).getMessage())
        .isEqualTo(
            "{\"event\":\"consumers\",\"source\":\"crud\",\"data\":{\"mark\":\"marker-1-\"},\"pid\":%d}",
            ProcessHandle.current().pid());
  }

  @Test
  void writesTheBoxAsOneRecord() {
    prepare(LogFormat.KONG).handle(call(1));

    assertThat(recorder.records).hasSize(1);
    assertThat(recorder.records.get(0).getMessage().lines()).hasSize(5);
  }

  @Test
  void namesTheProcessOfTheEvent() {
    var event = WorkerEvent.of("a", "b", data()).from(new Origin(null, 68854L, null, null));
    var result = prepare(LogFormat.LINE).handle(new HandlerCall(UUID.randomUUID(), 1, event));

    assertThat(result.exchange().log().get(0)).endsWith("\"pid\":68854}");
  }

  @Test
  void namesTheTraceOfTheEventInTheLineAndNotInTheBox() {
    var trace = new TraceContext("00-" + "ab".repeat(16) + "-0123456789abcdef-01", "a=1");
    var event = WorkerEvent.of("a", "b", data()).from(new Origin(null, 1L, null, trace));
    var call = new HandlerCall(UUID.randomUUID(), 1, event);
    var line = prepare(LogFormat.LINE).handle(call);
    var box = prepare(LogFormat.KONG).handle(call);

    assertThat(line.exchange().log())
        .containsExactly(
            "{\"event\":\"b\",\"source\":\"a\",\"data\":{},\"pid\":1,\"trace_id\":\"%s\"}"
                .formatted("ab".repeat(16)));
    assertThat(box.exchange().log().get(0)).contains("\"b\"").doesNotContain("abab");
  }

  @Test
  void answersATestWithTheLine() {
    PreparedHandler prepared = prepare(LogFormat.LINE);
    var result = prepared.handle(call(1));

    assertThat(result).isInstanceOf(Delivered.class);
    assertThat(prepared.testResult(result))
        .contains(
            Json.createObjectBuilder().add("line", recorder.records.get(0).getMessage()).build());
  }

  @Test
  void hasNoPing() {
    assertThat(prepare(LogFormat.LINE).pingConfig()).isEmpty();
  }

  @Test
  void logsNoSecretOfAnEvent() {
    var event =
        WorkerEvent.of("crud", "x", Json.createObjectBuilder().add("token", SECRET).build());
    for (LogFormat format : LogFormat.values()) {
      prepare(format).handle(new HandlerCall(UUID.randomUUID(), 1, event));
    }

    assertThat(recorder.records).hasSize(2);
    assertThat(recorder.records)
        .allSatisfy(
            record -> assertThat(record.getMessage()).contains("***").doesNotContain(SECRET));
  }

  @Test
  void refusesAnUnknownFormat() {
    assertThat(LogFormat.parse("kong")).isEqualTo(LogFormat.KONG);
    assertThatThrownBy(() -> LogFormat.parse("box")).hasMessage("not one of line, kong: box");
  }

  private static JsonObject data() {
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  private static PreparedHandler prepare(LogFormat format) {
    return handler(format).prepare(JsonValue.EMPTY_JSON_OBJECT);
  }

  private static EventHandler handler(LogFormat format) {
    var handler = new LogHandler();
    handler.config = new LogConfig(format);
    return handler;
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

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
