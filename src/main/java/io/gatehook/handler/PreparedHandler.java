package io.gatehook.handler;

import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A handler with the config of one hook, ready to be called from many threads at once. */
public interface PreparedHandler {

  /**
   * Tries out what {@link EventHandler#prepare} cannot judge by reading. Called before a hook is
   * written and not when hooks are loaded, since a trial may fail for a passing reason.
   *
   * @throws InvalidEntity as {@link EventHandler#prepare} does
   */
  default void rehearse() throws InvalidEntity {}

  /**
   * Handles one event: blocks, bounded in time and size, with no transaction open. A receiver that
   * says no is a result; an exception is a bug of the handler.
   */
  HandlerResult handle(HandlerCall call);

  /** What {@link #handle} would do with this call, with nothing sent or written. */
  Preview preview(HandlerCall call);

  /**
   * Waits between the attempts where this handler has its own; their number is that of the retries.
   * Empty: those of the server.
   */
  default Optional<List<Duration>> retryWaits() {
    return Optional.empty();
  }

  /**
   * The config as a ping shows it to the receiver: effective headers, no secret. Empty: this
   * handler has no ping.
   */
  Optional<JsonObject> pingConfig();

  /** What the admin API answers as {@code result} of a test. Empty: nothing could be sent. */
  Optional<JsonObject> testResult(HandlerResult result);
}
