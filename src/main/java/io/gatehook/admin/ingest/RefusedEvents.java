package io.gatehook.admin.ingest;

import io.gatehook.schema.Violations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch of worker events that is refused whole; the message is fit for the client. */
public final class RefusedEvents extends RuntimeException {
  private final Reason reason;
  private final @Nullable Integer index;
  private final transient @Nullable Violations violations;

  /** Why. */
  public enum Reason {
    /** Not JSON, or not gzip. */
    MALFORMED,
    /** An event with wrong members. */
    INVALID,
    UNSUPPORTED_TYPE,
    TOO_LARGE
  }

  private RefusedEvents(
      Reason reason, String message, @Nullable Integer index, @Nullable Violations violations) {
    super(message);
    this.reason = reason;
    this.index = index;
    this.violations = violations;
  }

  static RefusedEvents malformed(String message) {
    return new RefusedEvents(Reason.MALFORMED, message, null, null);
  }

  static RefusedEvents malformedLine(int index, String message) {
    return new RefusedEvents(Reason.MALFORMED, message, index, null);
  }

  static RefusedEvents invalid(int index, Violations violations) {
    return new RefusedEvents(Reason.INVALID, violations.message(), index, violations);
  }

  static RefusedEvents unsupported(String message) {
    return new RefusedEvents(Reason.UNSUPPORTED_TYPE, message, null, null);
  }

  static RefusedEvents tooLarge(String message) {
    return new RefusedEvents(Reason.TOO_LARGE, message, null, null);
  }

  static RefusedEvents tooLarge(int index, String message) {
    return new RefusedEvents(Reason.TOO_LARGE, message, index, null);
  }

  public Reason reason() {
    return reason;
  }

  /** Place of the wrong event in the batch, from 0. */
  public Optional<Integer> index() {
    return Optional.ofNullable(index);
  }

  /** What is wrong with its members. */
  public Optional<Violations> violations() {
    return Optional.ofNullable(violations);
  }
}
