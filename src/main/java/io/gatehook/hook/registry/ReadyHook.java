package io.gatehook.hook.registry;

import static java.lang.System.Logger.Level.WARNING;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.Handlers;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.hook.EventHook;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import io.gatehook.text.LogEntry;
import java.util.Optional;
import java.util.UUID;

/** A hook with its handler, prepared. */
public record ReadyHook(EventHook hook, PreparedHandler handler) {
  private static final System.Logger LOG = System.getLogger(ReadyHook.class.getName());

  /**
   * Never fails: a stored hook whose handler is gone, or whose config that handler no longer takes,
   * gets one that rejects every call with the reason.
   */
  public static ReadyHook of(EventHook hook, Handlers handlers) {
    Optional<EventHandler> found = handlers.find(hook.handler());
    if (found.isEmpty()) {
      return unusable(hook, "handler '%s' is not available".formatted(hook.handler()));
    }
    EventHandler handler = found.get();
    try {
      var config = new Schema(handler.configType()).complete(hook.config());
      return new ReadyHook(hook, handler.prepare(config));
    } catch (InvalidEntity e) {
      return unusable(hook, "config of handler '%s': %s".formatted(hook.handler(), e.getMessage()));
    }
  }

  /** A call of its handler, with the time limit that the hook sets. */
  public HandlerCall call(UUID delivery, int attempt, WorkerEvent event) {
    return new HandlerCall(delivery, attempt, event, hook.delivery().timeout());
  }

  private static ReadyHook unusable(EventHook hook, String reason) {
    LogEntry.log(LOG, WARNING, "event hook {hook} cannot be called: {reason}", hook.id(), reason);
    return new ReadyHook(hook, new UnusableHandler(reason));
  }
}
