package io.gatehook.destination;

import java.util.Optional;

/**
 * A template by its name: either ready, or broken.
 *
 * @param broken why it cannot be used; empty: it can
 */
public record TemplateEntry(
    String name, Optional<DestinationTemplate> ready, Optional<TemplateFailure> broken) {

  static TemplateEntry ready(DestinationTemplate template) {
    return new TemplateEntry(template.name(), Optional.of(template), Optional.empty());
  }

  static TemplateEntry broken(String name, TemplateFailure failure) {
    return new TemplateEntry(name, Optional.empty(), Optional.of(failure));
  }
}
