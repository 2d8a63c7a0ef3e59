package io.gatehook.admin;

/** Ends a request with an error answer. */
public final class Refusal extends RuntimeException {
  private final transient KongError error;

  public Refusal(KongError error) {
    super(error.text());
    this.error = error;
  }

  /** What the client is told. */
  public KongError error() {
    return error;
  }
}
