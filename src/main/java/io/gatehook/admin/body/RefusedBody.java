package io.gatehook.admin.body;

/** A request body or query string that cannot be read; the message is fit for the client. */
public final class RefusedBody extends RuntimeException {
  private final Reason reason;

  /** Why. */
  public enum Reason {
    MALFORMED_JSON,
    /** A form whose bytes are not UTF-8 or whose keys nest too deep. */
    MALFORMED_FORM,
    NOT_AN_OBJECT,
    TOO_MANY_ARGUMENTS,
    UNSUPPORTED_TYPE,
    TOO_LARGE
  }

  RefusedBody(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  RefusedBody(Reason reason, String message, Exception cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
