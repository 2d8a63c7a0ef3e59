package io.gatehook.handler;

import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Type;
import jakarta.json.JsonObject;

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
}
