package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewTest {

  @Test
  void showsTheRequest() {
    assertShown(
        new Preview.Request("POST", "http://a/?x=\"", Map.of("A", "1"), "b\n", List.of()),
        """
        {"request":{"method":"POST","url":"http://a/?x=\\"","headers":{"A":"1"},"body":"b\\n"}}""");
  }

  @Test
  void showsWhatTemplatesSaidBesideTheRequest() {
    assertShown(
        new Preview.Request("GET", "http://a/", Map.of(), "", List.of("info: a")),
        """
        {"request":{"method":"GET","url":"http://a/","headers":{},"body":""},"log":["info: a"]}""");
  }

  @Test
  void showsWhatCodeGaveBackAndSaid() {
    assertShown(
        new Preview.Ran(JsonValue.TRUE, List.of("info: a")),
        """
        {"result":true,"log":["info: a"]}""");
    assertShown(
        new Preview.Ran(JsonValue.NULL, List.of()),
        """
        {"result":null,"log":[]}""");
  }

  @Test
  void showsTheLine() {
    assertShown(
        new Preview.Line("x"),
        """
        {"line":"x"}""");
  }

  @Test
  void showsWhatFailsAndWhere() {
    assertShown(
        new Preview.Failed("nil index", 3, "config.body", List.of("debug: b")),
        """
        {"error":{"message":"nil index","line":3,"member":"config.body"},"log":["debug: b"]}""");
  }

  @Test
  void hasNullWhereThePlaceIsUnknown() {
    assertShown(
        new Preview.Failed("m", null, null, List.of()),
        """
        {"error":{"message":"m","line":null,"member":null}}""");
  }

  private static void assertShown(Preview preview, String json) {
    assertThat(Json.text(preview.toJson())).isEqualTo(json);
  }
}
