package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.SharedGatehook;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of destination templates. */
@ExtendWith(SharedGatehook.class)
class TemplatesE2E {
  private final Api api;

  TemplatesE2E(Api api) {
    this.api = api;
  }

  @Test
  void listsTheShippedOnes() {
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
  }

  @Test
  void pagesThem() {
    JsonObject first = api.get("/default/templates?size=4").json();
    JsonObject second = api.get(first.getString("next")).json();

    assertThat(names(first)).hasSize(4).startsWith("cloudevents");
    assertThat(first.getString("next")).startsWith("/templates?offset=").endsWith("&size=4");
    assertThat(names(second)).containsExactly("pagerduty", "servicenow", "slack");
    assertThat(second.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(api.get("/templates?size=0").status()).isEqualTo(400);
    assertThat(api.post("/templates").status()).isEqualTo(405);
  }

  private static List<String> names(JsonObject list) {
    return list.getJsonArray("data").getValuesAs(JsonObject.class).stream()
        .map(template -> template.getJsonString("name"))
        .map(JsonString::getString)
        .toList();
  }
}
