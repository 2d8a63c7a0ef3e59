package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a hook would do, asked over HTTP. */
@ExtendWith(SharedGatehook.class)
class PreviewE2E {
  private static final String JSON = "application/json";
  private static final String LOG =
      "{\"source\":\"crud\",\"event\":\"routes\",\"handler\":\"log\"}";
  private static final String WEBHOOK =
      """
      {"source":"crud","event":"routes","handler":"webhook",\
      "config":{"url":"http://127.0.0.1:9/x","headers":{"X-Token":"t0ken"},"secret":"s"}}""";
  private static final String EVENT =
      """
      {"source":"dao:crud","event":"create","data":{"schema":"routes","operation":"create"}}""";

  private final Api api;

  PreviewE2E(Api api) {
    this.api = api;
  }

  @Test
  void showsTheVeryRequestOfAWebhookAndStoresNothing() {
    JsonObject request = shown(WEBHOOK, EVENT).getJsonObject("request");

    assertThat(request.getString("method")).isEqualTo("POST");
    assertThat(request.getString("url")).isEqualTo("http://127.0.0.1:9/x");
    assertThat(request.getJsonObject("headers").getString("X-Token")).isEqualTo("t0ken");
    assertThat(request.getJsonObject("headers").getString("x-kong-signature")).startsWith("sha1=");
    assertThat(request.getString("body"))
        .isEqualTo(
            """
            {"schema":"routes","operation":"create","source":"crud","event":"routes"}""");
    assertThat(api.get("/event-hooks").data()).isEmpty();
  }

  @Test
  void showsTheLineOfALogHook() {
    assertThat(shown(LOG, EVENT).getString("line")).contains("\"event\":\"routes\"");
    assertThat(shown(LOG, EVENT)).containsOnlyKeys("line");
  }

  @Test
  void saysThatTheEventDoesNotMatch() {
    JsonObject answer = shown(LOG, EVENT.replace("\"schema\":\"routes\"", "\"schema\":\"apis\""));

    assertThat(answer).containsOnlyKeys("line", "outcome", "reason");
    assertThat(answer.getString("outcome")).isEqualTo("no_match");
  }

  @Test
  void worksBehindTheWorkspace() {
    assertThat(api.post("/default/event-hooks/preview", JSON, body(LOG, EVENT)).status())
        .isEqualTo(200);
  }

  @Test
  void refusesAHookInTheWordsOfCreate() {
    String hook = "{\"source\":\"crud\",\"handler\":\"webhook\",\"config\":{\"url\":\"x\"}}";

    Answer refused = preview(hook, EVENT);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json()).isEqualTo(api.post("/event-hooks", JSON, hook).json());
  }

  @Test
  void saysWhatIsMissingAndForeign() {
    JsonObject fields = refusal(400, "{\"hook\":%s,\"evnt\":{}}".formatted(LOG));

    assertThat(fields.getJsonObject("fields")).containsOnlyKeys("event", "evnt");
    assertThat(refusal(400, body(LOG, "{\"source\":\"a\",\"data\":{}}")).getString("message"))
        .isEqualTo("schema violation (event.event: required field missing)");
    assertThat(refusal(400, body(LOG, "[1]")).getJsonObject("fields")).containsOnlyKeys("event");
  }

  @Test
  void refusesFormsAndWhatIsTooLargeOrTooDeep() {
    String form = "application/x-www-form-urlencoded";
    String large = EVENT.replace("create", "x".repeat(300_000));
    String deep = EVENT.replace("\"create\"}", "[".repeat(70) + "]".repeat(70) + "}");

    assertThat(api.post("/event-hooks/preview", form, "hook.source=crud").json())
        .isEqualTo(json("{\"message\":\"Body must be a JSON object\"}"));
    assertThat(refusal(413, body(LOG, large)).getString("message")).contains("262144 bytes");
    assertThat(refusal(413, body(LOG, large.repeat(3))).getString("message")).contains("1048576");
    assertThat(refusal(400, body(LOG, deep)).getString("message"))
        .isEqualTo("Cannot parse JSON body");
  }

  private JsonObject shown(String hook, String event) {
    Answer answer = preview(hook, event);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private JsonObject refusal(int status, String body) {
    Answer answer = api.post("/event-hooks/preview", JSON, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.json();
  }

  private Answer preview(String hook, String event) {
    return api.post("/event-hooks/preview", JSON, body(hook, event));
  }

  private static String body(String hook, String event) {
    return "{\"hook\":%s,\"event\":%s}".formatted(hook, event);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
