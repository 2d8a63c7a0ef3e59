package io.gatehook.destination;

import org.jspecify.annotations.Nullable;

/** A template that cannot be read or rendered; the message is fit for its author. */
public final class TemplateFailure extends Exception {
  private final @Nullable Integer line;

  /**
   * Without a stack trace: it is about the template, not about this code.
   *
   * @param line of the file, counted from 1; null: none is known
   */
  public TemplateFailure(String message, @Nullable Integer line) {
    super(message, null, false, false);
    this.line = line;
  }

  /** What is wrong. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Line of the file, counted from 1; null: none is known. */
  public @Nullable Integer line() {
    return line;
  }
}
