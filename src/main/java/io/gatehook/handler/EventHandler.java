package io.gatehook.handler;

import io.gatehook.event.WorkerEvent;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Type;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * One way of calling out for an event. A handler is a CDI bean of this type and nothing else has to
 * be told of it; {@link Handlers} finds it by its name.
 */
public interface EventHandler {

  /** The value of a hook's {@code handler}; unique. */
  String name();

  /** The members of a hook's {@code config} for this handler. */
  Type.RecordOf configType();

  /**
   * Makes a hook's config ready for many calls. Called when a hook is written and when hooks are
   * loaded, from any thread; never does I/O.
   *
   * @param config complete and valid by {@link #configType()}
   * @throws InvalidEntity for what the type cannot express; member names are below {@code config}
   */
  PreparedHandler prepare(JsonObject config) throws InvalidEntity;

  /**
   * The body of the requests for an event where it follows from the event alone, whatever the
   * config: it need not be kept with attempts then. Empty: they have bodies of their own, or none.
   *
   * @param event as the hook saw it
   */
  default Optional<String> bodyOf(WorkerEvent event) {
    return Optional.empty();
  }
}
