package io.gatehook.delivery.operator;

/** Why an operator's word about deliveries or a worker event cannot be carried out. */
public final class DeliveryProblem extends RuntimeException {
  private final Code code;

  /** The kinds of problem. */
  public enum Code {
    /** No such delivery, redelivery or worker event. */
    NOT_FOUND,
    /** Its state does not allow it. */
    WRONG_STATE,
    /** As many as may be are there already. */
    TOO_MANY
  }

  DeliveryProblem(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
