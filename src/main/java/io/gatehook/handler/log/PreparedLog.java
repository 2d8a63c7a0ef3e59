package io.gatehook.handler.log;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Logs events, redacted; has no config and never fails. */
final class PreparedLog implements PreparedHandler {
  private final EventText form;
  private final long ownPid;
  private final Consumer<String> log;

  /**
   * Joins form and log.
   *
   * @param ownPid stands in where an event does not name its process
   */
  PreparedLog(EventText form, long ownPid, Consumer<String> log) {
    this.form = form;
    this.ownPid = ownPid;
    this.log = log;
  }

  @Override
  public HandlerResult handle(HandlerCall call) {
    String text = text(call.event());
    log.accept(text);
    return new Delivered(Exchange.ofLog(List.of(text)));
  }

  @Override
  public Preview preview(HandlerCall call) {
    return new Preview.Line(text(call.event()));
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    return Optional.empty();
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    return result.exchange().log().stream()
        .findFirst()
        .map(line -> Json.createObjectBuilder().add("line", line).build());
  }

  private String text(WorkerEvent event) {
    var redacted =
        WorkerEvent.of(event.source(), event.event(), Redaction.redact(event.data()))
            .from(event.origin());
    return form.of(redacted, Objects.requireNonNullElse(event.origin().pid(), ownPid));
  }
}
