package io.gatehook.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** What runs, in the order of its start; it stops in the reverse order. */
@ApplicationScoped
class Assembly {

  private static final Duration CLOCK_INTERVAL = Duration.ofSeconds(5);

  @Inject StoreClock clock;

  /** Every part may use the store: it is migrated before the first one starts. */
  List<Part> parts() {
    return List.of(new Part("clock", clock::sample, () -> {}));
  }

  /** Begins once all parts run. */
  List<Tick> ticks() {
    return List.of(new Tick("clock", CLOCK_INTERVAL, clock::sample));
  }
}
