package io.gatehook.hook;

import java.util.UUID;

/** A request about a hook that cannot be met although its members are fine. */
public final class HookProblem extends RuntimeException {
  /** Why. */
  public enum Code {
    /** No hook has the id. */
    NOT_FOUND,
    /** Another hook has the id. */
    PRIMARY_KEY_VIOLATION,
    /** The hook's handler knows no ping. */
    NO_PING
  }

  private final Code code;
  private final UUID id;

  private HookProblem(Code code, UUID id, String message) {
    super(message);
    this.code = code;
    this.id = id;
  }

  public static HookProblem notFound(UUID id) {
    return new HookProblem(Code.NOT_FOUND, id, "no event hook " + id);
  }

  public static HookProblem primaryKeyViolation(UUID id) {
    return new HookProblem(Code.PRIMARY_KEY_VIOLATION, id, "event hook " + id + " exists");
  }

  public static HookProblem noPing(EventHook hook) {
    return new HookProblem(
        Code.NO_PING, hook.id(), "handler '%s' has no ping".formatted(hook.handler()));
  }

  /** Why. */
  public Code code() {
    return code;
  }

  /** The hook that the request was about. */
  public UUID id() {
    return id;
  }
}
