package io.gatehook.schema;

/** An entity with members that its schema refuses. */
public final class InvalidEntity extends RuntimeException {
  private final transient Violations violations;

  public InvalidEntity(Violations violations) {
    super(violations.message());
    if (violations.isEmpty()) {
      throw new IllegalArgumentException("an invalid entity has violations");
    }
    this.violations = violations;
  }

  /** What is wrong with which member; never empty. */
  public Violations violations() {
    return violations;
  }
}
