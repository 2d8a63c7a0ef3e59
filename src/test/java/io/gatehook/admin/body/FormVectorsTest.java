package io.gatehook.admin.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kong's own decoder makes of a form, with the documented types of an event hook. */
class FormVectorsTest {
  static List<JsonObject> vectors() {
    return Json.stored(Recording.resource("/vectors/form-decoding.json"))
        .getJsonArray("vectors")
        .getValuesAs(JsonObject.class);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodesAsKong(JsonObject vector) {
    String form = vector.getString("form");

    JsonObject decoded =
        vector.getString("method").equals("GET") ? QueryString.decode(form) : posted(form);

    assertThat(RecordedTypes.HOOK.infer(decoded)).isEqualTo(vector.getJsonObject("decoded"));
  }

  private static JsonObject posted(String form) {
    return new RequestBodies()
        .read(
            "application/x-www-form-urlencoded",
            new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)))
        .members();
  }
}
