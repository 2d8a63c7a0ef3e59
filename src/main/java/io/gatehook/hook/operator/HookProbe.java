package io.gatehook.hook.operator;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Handlers;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookProblem;
import io.gatehook.hook.registry.ReadyHook;
import io.gatehook.text.LogEntry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Calls a hook's handler once and at once, to see whether it works. Nothing of it is stored, tried
 * again, or held back by snooze and on_change.
 */
@ApplicationScoped
public class HookProbe {
  private static final System.Logger LOG = System.getLogger(HookProbe.class.getName());

  @Inject Handlers handlers;

  @Resource ManagedExecutorService managedExecutor;

  /**
   * What a probe found.
   *
   * @param sent whether the call got as far as an answer of the receiver, whatever it said
   * @param answer what the caller is told
   */
  public record Finding(boolean sent, JsonObject answer) {}

  /**
   * Sends the ping, which shows the hook to its receiver, and answers with it.
   *
   * @throws HookProblem when the handler has no ping
   */
  public Finding ping(EventHook hook) {
    ReadyHook ready = ReadyHook.of(hook, handlers);
    PreparedHandler handler = ready.handler();
    JsonObject config = handler.pingConfig().orElseThrow(() -> HookProblem.noPing(hook));
    WorkerEvent ping = pingEvent(hook, config);
    HandlerResult result = call(ready, ping);
    JsonObject shown =
        Json.createObjectBuilder()
            .add("source", ping.source())
            .add("event", ping.event())
            .addAll(Json.createObjectBuilder(ping.data()))
            .build();
    return handler
        .testResult(result)
        .map(answered -> new Finding(true, shown))
        .orElseGet(() -> unsent(result, shown));
  }

  /** Has the ping sent by another thread, if the handler has one; the log tells what came of it. */
  void pingSoon(EventHook hook) {
    if (ReadyHook.of(hook, handlers).handler().pingConfig().isEmpty()) {
      return;
    }
    try {
      var unused =
          CompletableFuture.runAsync(() -> pingAndLog(hook), executor())
              .exceptionally(
                  bug -> {
                    LOG.log(WARNING, "ping of event hook %s".formatted(hook.id()), bug);
                    return null;
                  });
    } catch (RejectedExecutionException e) {
      LogEntry.log(LOG, WARNING, "event hook {hook} is not pinged: no thread is free", hook.id());
    }
  }

  /**
   * Calls the handler with an event of the hook's source that holds this data. A hook on every
   * event of its source gets one named {@code test}.
   */
  public Finding test(EventHook hook, JsonObject data) {
    ReadyHook ready = ReadyHook.of(hook, handlers);
    String event = Optional.ofNullable(hook.event()).orElse("test");
    HandlerResult result = call(ready, WorkerEvent.of(hook.source(), event, data));
    JsonObject shown =
        Json.createObjectBuilder(data).add("source", hook.source()).add("event", event).build();
    return ready
        .handler()
        .testResult(result)
        .map(
            answered ->
                new Finding(
                    true,
                    Json.createObjectBuilder().add("data", shown).add("result", answered).build()))
        .orElseGet(() -> unsent(result, shown));
  }

  Executor executor() {
    return managedExecutor;
  }

  private void pingAndLog(EventHook hook) {
    Finding finding = ping(hook);
    if (finding.sent()) {
      LogEntry.log(LOG, INFO, "event hook {hook} pinged", hook.id());
    } else {
      String reason = finding.answer().getString("message");
      LogEntry.log(
          LOG, WARNING, "event hook {hook} could not be pinged: {reason}", hook.id(), reason);
    }
  }

  private static WorkerEvent pingEvent(EventHook hook, JsonObject config) {
    JsonObject shown = Json.createObjectBuilder(hook.toJson()).add("config", config).build();
    return WorkerEvent.of(
        "kong:event_hooks", "ping", Json.createObjectBuilder().add("event_hooks", shown).build());
  }

  private static HandlerResult call(ReadyHook ready, WorkerEvent event) {
    return ready.handler().handle(ready.call(UUID.randomUUID(), 1, event));
  }

  private static Finding unsent(HandlerResult result, JsonObject data) {
    return new Finding(
        false, Json.createObjectBuilder().add("message", reason(result)).add("data", data).build());
  }

  private static String reason(HandlerResult result) {
    if (result instanceof HandlerResult.Retryable retryable) {
      return retryable.reason();
    }
    if (result instanceof HandlerResult.Rejected rejected) {
      return rejected.reason();
    }
    return "nothing was sent";
  }
}
