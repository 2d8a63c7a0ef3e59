package io.gatehook.handler.webhookcustom;

import io.gatehook.json.Json;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.RestyTemplate;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Compiles the templates of one config, and collects what is wrong with any of them. */
final class ConfigCompiler {
  /** Most values in one member of a config, nested ones and what holds them included. */
  static final int MAX_VALUES = 256;

  private final LuaLimits limits;
  private final JsonObjectBuilder violations = Json.VALUES.createObjectBuilder();
  private int values;

  /** Violation: a text, or texts nested as the value is; null: none. */
  private record Compiled(ConfigValue value, @Nullable JsonValue violation) {}

  ConfigCompiler(LuaLimits limits) {
    this.limits = limits;
  }

  /**
   * Compiles one member of the config.
   *
   * @param format whether the texts in it are templates
   */
  ConfigValue member(String name, JsonValue value, boolean format) {
    values = 0;
    Compiled compiled = compiled(value, name, format);
    if (values > MAX_VALUES) {
      violations.add(name, "more than %d values".formatted(MAX_VALUES));
    } else if (compiled.violation() != null) {
      violations.add(name, compiled.violation());
    }
    return compiled.value();
  }

  /** Throws what was found, if anything was. */
  void refuseViolations() {
    JsonObject found = violations.build();
    if (!found.isEmpty()) {
      throw new InvalidEntity(new Violations(found));
    }
  }

  private Compiled compiled(JsonValue value, String path, boolean format) {
    if (++values > MAX_VALUES) {
      return fixed(value);
    }
    if (value instanceof JsonObject object) {
      return object(object, path, format);
    }
    if (value instanceof JsonArray array) {
      return array(array, path, format);
    }
    return format && value instanceof JsonString text && isTemplate(text.getString())
        ? template(text, path)
        : fixed(value);
  }

  private Compiled object(JsonObject object, String path, boolean format) {
    var members = new LinkedHashMap<String, ConfigValue>();
    var wrong = Json.VALUES.createObjectBuilder();
    for (var member : object.entrySet()) {
      String name = member.getKey();
      Compiled compiled = compiled(member.getValue(), path + "." + name, format);
      members.put(name, compiled.value());
      if (compiled.violation() != null) {
        wrong.add(name, compiled.violation());
      }
    }
    JsonObject found = wrong.build();
    return new Compiled(new ConfigValue.Members(members), found.isEmpty() ? null : found);
  }

  /** As Kong's messages have it, elements are counted from one. */
  private Compiled array(JsonArray array, String path, boolean format) {
    var elements = new ArrayList<ConfigValue>();
    var wrong = Json.VALUES.createArrayBuilder();
    boolean right = true;
    for (JsonValue element : array) {
      Compiled compiled = compiled(element, path + "." + (elements.size() + 1), format);
      elements.add(compiled.value());
      right &= compiled.violation() == null;
      wrong.add(compiled.violation() == null ? JsonValue.NULL : compiled.violation());
    }
    return new Compiled(new ConfigValue.Elements(elements), right ? null : wrong.build());
  }

  private Compiled template(JsonString text, String path) {
    try {
      var template = RestyTemplate.compile(text.getString(), chunkName(path), limits);
      return new Compiled(new ConfigValue.Template(template, "config." + path), null);
    } catch (LuaFailure e) {
      return new Compiled(new ConfigValue.Fixed(text), Json.VALUES.createValue(e.message()));
    }
  }

  private static Compiled fixed(JsonValue value) {
    return new Compiled(new ConfigValue.Fixed(value), null);
  }

  /** Every tag begins with a brace; and templates end lines their own way. */
  private static boolean isTemplate(String text) {
    return text.indexOf('{') >= 0 || text.indexOf('\r') >= 0;
  }

  /** A name that stands in messages before the line, and takes no colon or bracket. */
  private static String chunkName(String path) {
    return path.replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
