package io.gatehook.admin.body;

import io.gatehook.admin.body.FormKey.Kind;
import io.gatehook.admin.body.FormKey.Step;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Grows JSON from the arguments of a form. A key that comes twice is a list; indexes that do not
 * run from 1 without a gap stay names, so that the schema can say that a list was expected.
 */
final class FormTree {
  /** Most arguments of a form or a query string, as Kong has it. */
  static final int MAX_ARGUMENTS = 1000;

  private final List<JsonValue> values = new ArrayList<>();
  private final List<FormTree> appended = new ArrayList<>();
  private final Map<String, FormTree> members = new LinkedHashMap<>();
  private final Set<String> indexes = new HashSet<>();

  private FormTree() {}

  /**
   * The members that the arguments spell.
   *
   * @param nested whether dots and brackets in keys mean anything; in a query string they do not
   * @throws RefusedBody for more than {@link #MAX_ARGUMENTS} arguments
   */
  static JsonObject decode(List<FormArgument> arguments, boolean nested) {
    if (arguments.size() > MAX_ARGUMENTS) {
      throw new RefusedBody(RefusedBody.Reason.TOO_MANY_ARGUMENTS, "Too many arguments");
    }
    var root = new FormTree();
    for (FormArgument argument : arguments) {
      FormKey key = nested ? FormKey.parse(argument.key()) : FormKey.literal(argument.key());
      root.add(key.steps(), argument.value());
    }
    return root.object();
  }

  private void add(List<Step> steps, JsonValue value) {
    if (steps.isEmpty()) {
      values.add(value);
      return;
    }
    child(steps.get(0)).add(steps.subList(1, steps.size()), value);
  }

  private FormTree child(Step step) {
    if (step.kind() == Kind.APPEND) {
      var element = new FormTree();
      appended.add(element);
      return element;
    }
    if (step.kind() == Kind.INDEX) {
      indexes.add(step.text());
    }
    return members.computeIfAbsent(step.text(), name -> new FormTree());
  }

  private JsonValue json() {
    var list = new ArrayList<>(values);
    appended.forEach(element -> list.add(element.json()));
    boolean indexed = isIndexed();
    if (indexed) {
      elements().forEach(element -> list.add(element.json()));
    } else if (!members.isEmpty()) {
      list.add(object());
    }
    if (list.size() == 1 && appended.isEmpty() && !indexed) {
      return list.get(0);
    }
    var array = Json.VALUES.createArrayBuilder();
    list.forEach(array::add);
    return array.build();
  }

  private JsonObject object() {
    var object = Json.VALUES.createObjectBuilder();
    members.forEach((name, member) -> object.add(name, member.json()));
    return object.build();
  }

  private boolean isIndexed() {
    return !members.isEmpty() && elements().size() == members.size();
  }

  /** The members under 1, 2, 3 and so on, up to the first gap, if they were written as indexes. */
  private List<FormTree> elements() {
    var elements = new ArrayList<FormTree>();
    for (int i = 1; i <= members.size(); i++) {
      FormTree element = members.get(String.valueOf(i));
      if (element == null || !indexes.contains(String.valueOf(i))) {
        break;
      }
      elements.add(element);
    }
    return elements;
  }
}
