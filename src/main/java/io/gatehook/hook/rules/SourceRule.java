package io.gatehook.hook.rules;

import io.gatehook.event.Catalogue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is odd about the source and event of a hook, by the catalogue. */
final class SourceRule {
  private final Catalogue catalogue;

  SourceRule(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * A member and what is odd about it.
   *
   * @param member {@code source} or {@code event}
   */
  record Doubt(String member, String text) {}

  /** Empty: known, or every event of a known source. */
  Optional<Doubt> doubt(String source, @Nullable String event) {
    if (!catalogue.knows(source)) {
      return Optional.of(new Doubt("source", "unknown source '%s'".formatted(source)));
    }
    if (event != null && catalogue.find(source, event).isEmpty()) {
      return Optional.of(
          new Doubt("event", "unknown event '%s' of source '%s'".formatted(event, source)));
    }
    return Optional.empty();
  }
}
