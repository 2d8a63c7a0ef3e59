package io.gatehook.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private static final Type.RecordOf CALL =
      new Type.RecordOf(
          List.of(
              Field.required("url", Type.URL),
              Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
              Field.optional("secret", Type.STRING),
              Field.defaulted("verify", Type.BOOLEAN, JsonValue.TRUE),
              Field.required(
                  "pool",
                  new Type.RecordOf(
                      List.of(
                          Field.defaulted("size", Type.INTEGER, Json.VALUES.createValue(1)),
                          Field.optional("on", Type.BOOLEAN))))));
  private static final Type.RecordOf SCRIPT =
      new Type.RecordOf(List.of(Field.required("lines", new Type.ArrayOf(Type.STRING))));
  private static final Schema SCHEMA =
      new Schema(
          new Type.RecordOf(
              List.of(
                  Field.required("source", Type.identifier(8)),
                  Field.required("kind", Type.STRING),
                  Field.optional("snooze", Type.integer(0, 2147483647)),
                  Field.optional("mode", Type.oneOf("a", "b")),
                  Field.optional("extra", new Type.RecordOf(List.of())),
                  Field.required(
                      "config",
                      new Type.ChosenBy(
                          "kind",
                          Map.of(
                              "call",
                              CALL,
                              "script",
                              SCRIPT,
                              "log",
                              new Type.RecordOf(List.of())))))));
  private static final String STORED =
      """
      {"source":"s","kind":"call","snooze":7,"mode":"a","extra":null,"config":{"url":"http://h/",
       "headers":{"a":"1"},"secret":"x","verify":true,"pool":{"size":4,"on":true}}}""";

  @Test
  void fillsInDefaultsAndNulls() {
    var entity =
        SCHEMA.complete(
            json("{\"source\":\"s\",\"kind\":\"call\",\"config\":{\"url\":\"http://h/\"}}"));

    assertThat(entity)
        .isEqualTo(
            json(
                """
                {"source":"s","kind":"call","snooze":null,"mode":null,"extra":null,"config":
                 {"url":"http://h/","headers":{},"secret":null,"verify":true,
                  "pool":{"size":1,"on":null}}}"""));
  }

  @Test
  void leavesOutMembersOfOursWhileUnset() {
    var schema =
        new Schema(
            new Type.RecordOf(
                List.of(
                    Field.optional("kongs", Type.STRING),
                    Field.ours("extra", new Type.MapOf(Type.STRING)))));
    var set = schema.complete(json("{\"extra\":{\"a\":\"b\"}}"));

    assertThat(schema.complete(json("{}"))).isEqualTo(json("{\"kongs\":null}"));
    assertThat(schema.complete(json("{\"extra\":null}"))).isEqualTo(json("{\"kongs\":null}"));
    assertThat(set).isEqualTo(json("{\"kongs\":null,\"extra\":{\"a\":\"b\"}}"));
    assertThat(schema.merge(set, json("{\"kongs\":\"c\"}")).getJsonObject("extra")).hasSize(1);
    assertThat(schema.merge(set, json("{\"extra\":null}"))).containsOnlyKeys("kongs");
    assertThat(
            catchThrowableOfType(InvalidEntity.class, () -> schema.complete(json("{\"extra\":1}"))))
        .hasMessage("schema violation (extra: expected a map)");
  }

  @Test
  void takesAnAbsentRequiredRecordForEmpty() {
    var entity = SCHEMA.complete(json("{\"source\":\"s\",\"kind\":\"log\"}"));

    assertThat(entity.getJsonObject("config")).isEmpty();
  }

  @Test
  void keepsAnOptionalRecordNull() {
    var entity = SCHEMA.complete(json("{\"source\":\"s\",\"kind\":\"log\",\"extra\":null}"));

    assertThat(entity.isNull("extra")).isTrue();
  }

  @Test
  void storesAnIntegerWithoutItsFraction() {
    var entity = SCHEMA.complete(json("{\"source\":\"s\",\"kind\":\"log\",\"snooze\":3.0}"));

    assertThat(entity.get("snooze")).hasToString("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`x`:1}|unknown field",
        "{`snooze`:1.5}|expected an integer",
        "{`snooze`:`3`}|expected an integer",
        "{`snooze`:1e-999999999}|expected an integer",
        "{`snooze`:-1}|value should be between 0 and 2147483647",
        "{`snooze`:2147483648}|value should be between 0 and 2147483647",
        "{`snooze`:1e999999999}|value should be between 0 and 2147483647",
        "{`mode`:`c`}|expected one of: a, b",
        "{`mode`:1}|expected a string",
        "{`source`:``}|length must be at least 1",
        "{`source`:`123456789`}|length must be at most 8",
        "{`source`:`a\\u0000b`}|must not contain U+0000 or lone surrogates",
        "{`source`:`a\\ud800`}|must not contain U+0000 or lone surrogates",
        "{`source`:`\\udc00\\ud800`}|must not contain U+0000 or lone surrogates",
        "{`source`:null}|required field missing",
        "{`config`:null}|required field missing",
        "{`config`:[1]}|expected a record",
        "{`extra`:5}|expected a record",
        "{`extra`:{`x`:1}}|{`x`:`unknown field`}",
        "{`config`:{`url`:`x`}}|{`url`:`unknown field`}",
      })
  void namesWhatIsWrong(String members, String violation) {
    JsonObject given = json("{\"source\":\"s\",\"kind\":\"log\"}", members.replace('`', '"'));

    var refused = refusal(() -> SCHEMA.complete(given));

    assertThat(refused.violations().fields().values())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.toString().replaceAll("^\"|\"$", ""))
                    .isEqualTo(violation.replace('`', '"')));
  }

  @Test
  void leavesTheChosenRecordAloneBesideAnUnknownChoice() {
    var refused = refusal(() -> SCHEMA.complete(json("{\"kind\":5,\"config\":{\"a\":1},\"x\":1}")));

    assertThat(refused)
        .hasMessage(
            "3 schema violations (kind: expected a string; source: required field missing;"
                + " x: unknown field)");
  }

  @Test
  void mergesRecordsAndReplacesMaps() {
    var merged =
        SCHEMA.merge(
            json(STORED),
            json("{\"config\":{\"headers\":{\"b\":\"2\"},\"pool\":{\"on\":false}},\"snooze\":8}"));

    assertThat(merged)
        .isEqualTo(
            json(
                """
                {"source":"s","kind":"call","snooze":8,"mode":"a","extra":null,"config":
                 {"url":"http://h/","headers":{"b":"2"},"secret":"x","verify":true,
                  "pool":{"size":4,"on":false}}}"""));
  }

  @Test
  void keepsNullWhereThereIsADefault() {
    var merged = SCHEMA.merge(json(STORED), json("{\"config\":{\"verify\":null}}"));

    assertThat(merged.getJsonObject("config").isNull("verify")).isTrue();
  }

  @Test
  void changesNothingForAnEmptyPatch() {
    assertThat(SCHEMA.merge(json(STORED), json("{\"config\":[]}"))).isEqualTo(json(STORED));
  }

  @Test
  void mergesIntoARecordThatWasNull() {
    assertThat(SCHEMA.merge(json(STORED), json("{\"extra\":{}}")).get("extra"))
        .isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
  }

  @Test
  void refusesNullForARequiredRecord() {
    var refused = refusal(() -> SCHEMA.merge(json(STORED), json("{\"config\":{\"pool\":null}}")));

    assertThat(refused).hasMessage("schema violation (config.pool: required field missing)");
  }

  @Test
  void keepsOldMembersWhenTheChoiceChanges() {
    var refused = refusal(() -> SCHEMA.merge(json(STORED), json("{\"kind\":\"log\"}")));

    assertThat(refused.violations().fields().getJsonObject("config")).hasSize(5);
  }

  @Test
  void infersTheChosenRecordFromTheFormItself() {
    var form =
        json("{\"config\":{\"verify\":\"false\",\"pool\":{\"size\":\"0x10\"}},\"kind\":\"call\"}");

    assertThat(SCHEMA.infer(form))
        .isEqualTo(
            json("{\"config\":{\"verify\":false,\"pool\":{\"size\":16}},\"kind\":\"call\"}"));
  }

  @Test
  void infersTheChosenRecordFromTheStoredSibling() {
    var form = json("{\"config\":{\"verify\":\"false\",\"secret\":\"\"}}");

    assertThat(SCHEMA.infer(form)).isEqualTo(form);
    assertThat(SCHEMA.infer(form, json(STORED)))
        .isEqualTo(json("{\"config\":{\"verify\":false,\"secret\":null}}"));
  }

  @Test
  void infersBySiblingOfTheFormBeforeTheStoredOne() {
    var form = json("{\"kind\":\"script\",\"config\":{\"lines\":\"a\"}}");

    assertThat(SCHEMA.infer(form, json(STORED)).getJsonObject("config"))
        .isEqualTo(json("{\"lines\":[\"a\"]}"));
  }

  private static InvalidEntity refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(InvalidEntity.class, call);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject json(String text, String replacements) {
    var builder = Json.VALUES.createObjectBuilder(json(text));
    json(replacements).forEach(builder::add);
    return builder.build();
  }
}
