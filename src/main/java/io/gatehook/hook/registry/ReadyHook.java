package io.gatehook.hook.registry;

import static java.lang.System.Logger.Level.ERROR;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hook with its handler, which is prepared when it is first asked for: a hook whose events never
 * come costs little.
 */
public final class ReadyHook {
  private static final System.Logger LOG = System.getLogger(ReadyHook.class.getName());

  private final EventHook hook;
  private final Handlers handlers;
  private volatile @Nullable PreparedHandler handler;

  private ReadyHook(EventHook hook, Handlers handlers, @Nullable PreparedHandler handler) {
    this.hook = hook;
    this.handlers = handlers;
    this.handler = handler;
  }

  /** Says in the log at once if its handler is gone. */
  public static ReadyHook of(EventHook hook, Handlers handlers) {
    boolean known = handlers.find(hook.handler()).isPresent();
    return new ReadyHook(hook, handlers, known ? null : gone(hook));
  }

  /** The same hook as it is now, with its handler as it is prepared if that is called as before. */
  ReadyHook changedTo(EventHook now) {
    return hook.isCalledAs(now) ? new ReadyHook(now, handlers, handler) : of(now, handlers);
  }

  public EventHook hook() {
    return hook;
  }

  /**
   * Never fails: a stored hook whose handler is gone, or whose config that handler no longer takes,
   * has one that rejects every call with the reason.
   */
  public PreparedHandler handler() {
    PreparedHandler known = handler;
    return known == null ? prepareOnce() : known;
  }

  private synchronized PreparedHandler prepareOnce() {
    PreparedHandler known = handler;
    if (known == null) {
      known = prepare(handlers.find(hook.handler()).orElseThrow()); // else it has one since #of
      handler = known;
    }
    return known;
  }

  private PreparedHandler prepare(EventHandler found) {
    try {
      return found.prepare(new Schema(found.configType()).complete(hook.config()));
    } catch (InvalidEntity e) {
      return unusable(hook, "config of handler '%s': %s".formatted(hook.handler(), e.getMessage()));
    } catch (RuntimeException
        | StackOverflowError e) { // a bug of the handler, and not the end of who asks
      LOG.log(ERROR, "event hook " + hook.id() + ": its handler failed", e);
      return unusable(hook, "handler '%s' cannot be prepared: %s".formatted(hook.handler(), e));
    }
  }

  /** A call of its handler, with the time limit that the hook sets. */
  public HandlerCall call(UUID delivery, int attempt, WorkerEvent event) {
    return new HandlerCall(delivery, attempt, event, hook.delivery().timeout());
  }

  private static PreparedHandler gone(EventHook hook) {
    return unusable(hook, "handler '%s' is not available".formatted(hook.handler()));
  }

  private static PreparedHandler unusable(EventHook hook, String reason) {
    LogEntry.log(LOG, WARNING, "event hook {hook} cannot be called: {reason}", hook.id(), reason);
    return new UnusableHandler(reason);
  }
}
