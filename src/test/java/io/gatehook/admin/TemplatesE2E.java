package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of destination templates, and edits of them while the server runs. */
class TemplatesE2E {
  @TempDir Path directory;

  @Test
  void listsTheShippedOnesAndTakesEdits() throws IOException {
    try (var gatehook = Gatehook.start(Map.of("gatehook.templates.dir", directory.toString()))) {
      var api = new Api(gatehook.url());

      JsonObject list = api.get("/templates").json();
      assertThat(names(list))
          .containsExactly(
              "cloudevents",
              "datadog",
              "generic-json",
              "microsoft-teams",
              "pagerduty",
              "servicenow",
              "slack");
      assertThat(list.get("next")).isEqualTo(JsonValue.NULL);
      JsonObject pagerduty = list.getJsonArray("data").getJsonObject(4);
      assertThat(pagerduty.getString("description")).startsWith("PagerDuty");
      assertThat(pagerduty.getString("content_type")).isEqualTo("application/json");
      assertThat(pagerduty.getJsonArray("settings").getString(0)).isEqualTo("routing_key");
      assertThat(pagerduty.getJsonArray("optional_settings").getString(0)).isEqualTo("severity");

      assertPaged(api);
      assertEdited(api);
    }
  }

  private static void assertPaged(Api api) {
    JsonObject first = api.get("/default/templates?size=4").json();
    JsonObject second = api.get(first.getString("next")).json();

    assertThat(names(first)).hasSize(4).startsWith("cloudevents");
    assertThat(first.getString("next")).startsWith("/templates?offset=").endsWith("&size=4");
    assertThat(names(second)).containsExactly("pagerduty", "servicenow", "slack");
    assertThat(second.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(api.get("/templates?size=0").status()).isEqualTo(400);
    assertThat(api.post("/templates").status()).isEqualTo(405);
  }

  private void assertEdited(Api api) throws IOException {
    Files.writeString(directory.resolve("mine.vm"), "## description: Mine\n$id");
    Files.writeString(directory.resolve("slack.vm"), "## description: Broken\n\n#if(");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> names(api.get("/templates").json()).contains("mine"));

    Answer answer = api.get("/templates");
    JsonObject slack = answer.data().getJsonObject(7);
    assertThat(slack).containsOnlyKeys("name", "error");
    assertThat(slack.getJsonObject("error").getInt("line")).isEqualTo(3);
  }

  private static List<String> names(JsonObject list) {
    return list.getJsonArray("data").getValuesAs(JsonObject.class).stream()
        .map(template -> template.getJsonString("name"))
        .map(JsonString::getString)
        .toList();
  }
}
