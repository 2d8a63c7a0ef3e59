package io.gatehook.schema;

import io.gatehook.json.Durations;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;

/** A duration as text, between two bounds, both allowed. */
record DurationIn(String min, String max) implements Whole {
  @Override
  public JsonValue typed(JsonValue text) {
    return text;
  }

  @Override
  public Checked check(JsonValue value) {
    Optional<Duration> given =
        value instanceof JsonString text ? Durations.parse(text.getString()) : Optional.empty();
    if (given.isEmpty()) {
      return Checked.refused(value, "expected a duration like 500ms, 5s, 2m, 3h or 7d");
    }
    boolean inside =
        given.get().compareTo(Durations.of(min)) >= 0
            && given.get().compareTo(Durations.of(max)) <= 0;
    return Checked.that(inside, value, "value should be between %s and %s".formatted(min, max));
  }
}
