package io.gatehook.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document is sound in itself. */
class DocumentTest {
  private static final Document DOCUMENT = Document.PUBLISHED;
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>gatehook</artifactId>\\s*<version>([^<-]+)");

  private final List<String> references = new ArrayList<>();
  private final List<JsonObject> withExamples = new ArrayList<>();

  DocumentTest() {
    collect(DOCUMENT.root());
  }

  @Test
  void bearsTheVersionOfTheProduct() throws IOException {
    var version = VERSION.matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(DOCUMENT.root().getJsonObject("info").getString("version"))
        .isEqualTo(version.group(1));
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    Set<String> components = new HashSet<>();
    for (String kind : List.of("schemas", "responses", "requestBodies", "parameters")) {
      DOCUMENT.components(kind).keySet().forEach(name -> components.add(path(kind, name)));
    }
    Set<String> used = new HashSet<>(references);
    // named in the text about all paths
    for (String name : List.of("MethodNotAllowed", "TooSlow", "HeadTooLarge", "OtherVersion")) {
      used.add(path("responses", name));
    }

    assertThat(used).isEqualTo(components);
  }

  @Test
  void everyExampleFitsItsSchema() {
    var schemas = new Schemas(DOCUMENT);
    int examples = 0;

    for (JsonObject media : withExamples) {
      for (JsonValue example : examples(media)) {
        assertThat(schemas.violations(media.get("schema"), example.toString()))
            .as(example.toString())
            .isEmpty();
        examples++;
      }
    }

    assertThat(examples).isGreaterThan(20);
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(DOCUMENT.operations())
        .extracting(operation -> operation.members().getString("operationId"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyTemplateIsAParameterAndTheOtherWayRound() {
    for (Operation operation : DOCUMENT.operations()) {
      Set<String> variables =
          Pattern.compile("\\{(\\w+)}")
              .matcher(operation.path())
              .results()
              .map(variable -> variable.group(1))
              .collect(Collectors.toSet());

      assertThat(operation.parameters("path"))
          .as(operation.toString())
          .extracting(parameter -> parameter.getString("name"))
          .containsExactlyInAnyOrderElementsOf(variables);
    }
  }

  /** What a check makes of it, or it could miss everything. */
  @Test
  void aMemberThatIsNotDescribedIsWrong() {
    var schemas = new Schemas(DOCUMENT);
    JsonObject reference =
        Json.VALUES.createObjectBuilder().add("$ref", path("schemas", "EventHookPage")).build();
    String hook =
        "{\"id\":\"c57340ab-9fed-40fd-bb7e-1cef8d37c2df\",\"created_at\":1,\"updated_at\":1,"
            + "\"source\":\"s\",\"event\":null,\"handler\":\"log\",\"snooze\":null,"
            + "\"on_change\":null,\"config\":{%s}}";

    assertThat(schemas.violations(reference, page(hook.formatted("")))).isEmpty();
    assertThat(schemas.violations(reference, page(hook.formatted("\"url\":\"x\"")))).isNotEmpty();
    assertThat(schemas.violations(reference, page(hook.formatted("").replace("null", "7"))))
        .isNotEmpty();
    assertThat(schemas.violations(reference, "<html>")).isNotEmpty();
  }

  private static String page(String hook) {
    return "{\"data\":[%s],\"next\":null}".formatted(hook);
  }

  private static String path(String kind, String name) {
    return "#/components/%s/%s".formatted(kind, name);
  }

  private static List<JsonValue> examples(JsonObject media) {
    return media.containsKey("example")
        ? List.of(media.get("example"))
        : media.getJsonObject("examples").values().stream()
            .map(example -> example.asJsonObject().get("value"))
            .toList();
  }

  private void collect(JsonValue value) {
    if (value instanceof JsonObject object) {
      if (object.get("$ref") instanceof JsonString reference) {
        references.add(reference.getString());
      }
      if (object.get("mapping") instanceof JsonObject mapping) {
        mapping.values().forEach(each -> references.add(((JsonString) each).getString()));
      }
      boolean example = object.containsKey("example") || object.containsKey("examples");
      if (example && object.containsKey("schema")) {
        withExamples.add(object);
      }
      object.values().forEach(this::collect);
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value.asJsonArray().forEach(this::collect);
    }
  }
}
