package io.gatehook.handler.webhookcustom;

import io.gatehook.json.Json;
import io.gatehook.lua.RestyTemplate;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** A value of a hook's config, the texts in it ready to be rendered. */
sealed interface ConfigValue {

  /** The value for the event of one call. */
  JsonValue rendered(Rendering rendering) throws Unrendered;

  /** A value without templates. */
  record Fixed(JsonValue value) implements ConfigValue {
    @Override
    public JsonValue rendered(Rendering rendering) {
      return value;
    }
  }

  /**
   * A template.
   *
   * @param member where it stands in the hook
   */
  record Template(RestyTemplate template, String member) implements ConfigValue {
    @Override
    public JsonValue rendered(Rendering rendering) throws Unrendered {
      return Json.VALUES.createValue(rendering.text(template, member));
    }
  }

  /** An object, its members in their order. */
  record Members(Map<String, ConfigValue> members) implements ConfigValue {
    @Override
    public JsonValue rendered(Rendering rendering) throws Unrendered {
      var object = Json.VALUES.createObjectBuilder();
      for (var member : members.entrySet()) {
        object.add(member.getKey(), member.getValue().rendered(rendering));
      }
      return object.build();
    }
  }

  /** An array. */
  record Elements(List<ConfigValue> elements) implements ConfigValue {
    @Override
    public JsonValue rendered(Rendering rendering) throws Unrendered {
      var array = Json.VALUES.createArrayBuilder();
      for (ConfigValue element : elements) {
        array.add(element.rendered(rendering));
      }
      return array.build();
    }
  }
}
