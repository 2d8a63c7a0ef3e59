package io.gatehook.handler.webhookcustom;

import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;

/**
 * A body that is one text.
 *
 * @param text a string
 */
record BodyText(ConfigValue text) implements RequestBody {
  @Override
  public void addTo(RequestDraft draft, Rendering rendering) throws Unrendered {
    String rendered = ((JsonString) text.rendered(rendering)).getString();
    draft.body(rendered.getBytes(StandardCharsets.UTF_8));
  }
}
