package io.gatehook.handler.webhookcustom;

import io.gatehook.destination.DestinationTemplates;
import io.gatehook.schema.Field;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Type;
import io.gatehook.schema.Violations;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The members of a config that name a destination template and its settings.
 *
 * @param clock tells templates the time of events that bring none
 */
record DestinationConfig(DestinationTemplates templates, Clock clock) {
  static final String TEMPLATE = "template";
  static final String SETTINGS = "template_settings";

  /** Longest value of a setting, in UTF-16 units. */
  static final int MAX_SETTING = 4096;

  private static final int MAX_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

  static List<Field> fields() {
    return List.of(
        Field.ours(TEMPLATE, Type.text(MAX_NAME)),
        Field.ours(SETTINGS, new Type.MapOf(Type.text(MAX_SETTING))));
  }

  /**
   * The body that the config asks for; empty: it names no template.
   *
   * @throws InvalidEntity for members that contradict each other, and for a name that no template
   *     can have
   */
  Optional<RequestBody> body(JsonObject config) {
    var violations = Violations.builder();
    if (!(config.get(TEMPLATE) instanceof JsonString name)) {
      if (isSet(config, SETTINGS)) {
        violations.add(SETTINGS, "needs a template");
      }
      refuse(violations);
      return Optional.empty();
    }
    if (!NAME.matcher(name.getString()).matches()) {
      violations.add(TEMPLATE, "may only contain a-z, 0-9 and -");
    }
    for (String other : List.of("payload", "body")) {
      if (isSet(config, other)) {
        violations.add(other, "must be absent beside a template");
      }
    }
    refuse(violations);
    return Optional.of(new DestinationBody(name.getString(), settings(config), templates, clock));
  }

  private static Map<String, String> settings(JsonObject config) {
    var settings = new LinkedHashMap<String, String>();
    if (config.get(SETTINGS) instanceof JsonObject given) {
      given.forEach((name, value) -> settings.put(name, ((JsonString) value).getString()));
    }
    return settings;
  }

  private static boolean isSet(JsonObject config, String member) {
    return config.getOrDefault(member, JsonValue.NULL) != JsonValue.NULL;
  }

  private static void refuse(Violations.Builder violations) {
    Violations found = violations.build();
    if (!found.isEmpty()) {
      throw new InvalidEntity(found);
    }
  }
}
