package io.gatehook.handler.lambda;

import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.json.Json;
import io.gatehook.lua.LogLine;
import io.gatehook.lua.LuaFailure;
import io.gatehook.text.LogEntry;
import io.gatehook.text.Printable;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One hook's lambda: calls its functions, logs what they say and how they fail. */
final class PreparedLambda implements PreparedHandler {
  private static final String TOO_LARGE = "event too large for Lua";

  private final Functions functions;
  private final Caller caller;
  private final List<Duration> schedule;
  private final BiConsumer<Level, LogEntry> log;

  PreparedLambda(
      Functions functions,
      Caller caller,
      List<Duration> schedule,
      BiConsumer<Level, LogEntry> log) {
    this.functions = functions;
    this.caller = caller;
    this.schedule = schedule;
    this.log = log;
  }

  @Override
  public void rehearse() {
    functions.rehearse(caller.sandboxes());
  }

  @Override
  public HandlerResult handle(HandlerCall call) {
    Ending ending = caller.call(call.event());
    List<LogLine> said = Transcript.of(ending.log());
    String fault = fault(ending);
    write(call, said, fault);
    Exchange exchange = Exchange.ofLog(Transcript.texts(said));
    if (fault == null) {
      return new Delivered(exchange);
    }
    LuaFailure failure = ending.failure();
    return failure != null && failure.kind() == LuaFailure.Kind.TOO_LARGE
        ? new Rejected(TOO_LARGE, exchange)
        : new Retryable(fault, null, exchange);
  }

  @Override
  public Preview preview(HandlerCall call) {
    Ending ending = caller.call(call.event());
    List<String> said = Transcript.texts(Transcript.of(ending.log()));
    LuaFailure failure = ending.failure();
    if (failure == null) {
      return new Preview.Ran(Results.json(ending.result()), said);
    }
    // elements are counted from 1, as in the messages about invalid hooks
    String member = ending.number() == 0 ? null : "config.functions." + ending.number();
    Integer line = failure.line().isPresent() ? failure.line().getAsInt() : null;
    return new Preview.Failed(failure.message(), line, member, said);
  }

  @Override
  public Optional<List<Duration>> retryWaits() {
    return Optional.of(schedule);
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    return Optional.empty();
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    String error = error(result);
    return Optional.of(
        Json.VALUES
            .createObjectBuilder()
            .add("success", error == null)
            .add("error", error == null ? JsonValue.NULL : Json.VALUES.createValue(error))
            .add("log", Json.VALUES.createArrayBuilder(result.exchange().log()))
            .build());
  }

  private static @Nullable String error(HandlerResult result) {
    if (result instanceof Retryable retryable) {
      return retryable.reason();
    }
    return result instanceof Rejected rejected ? rejected.reason() : null;
  }

  private static @Nullable String fault(Ending ending) {
    String fault = ending.fault();
    return fault == null ? null : Printable.line(fault, Functions.MAX_MESSAGE);
  }

  private void write(HandlerCall call, List<LogLine> said, @Nullable String fault) {
    for (LogLine line : said) {
      var entry = LogEntry.of("delivery {delivery}: {said}", call.delivery(), line.text());
      log.accept(level(line), traced(entry, call));
    }
    if (fault != null) {
      var entry =
          LogEntry.of(
              "delivery {delivery} attempt {attempt}: {reason}",
              call.delivery(),
              call.attempt(),
              fault);
      log.accept(Level.ERROR, traced(entry, call));
    }
  }

  private static LogEntry traced(LogEntry entry, HandlerCall call) {
    return call.span().map(span -> span.in(entry)).orElse(entry);
  }

  private static Level level(LogLine line) {
    return switch (line.level()) {
      case "debug" -> Level.DEBUG;
      case "info", "notice" -> Level.INFO;
      case "warn" -> Level.WARNING;
      default -> Level.ERROR;
    };
  }
}
