package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why an event reaches a hook or does not, asked over HTTP. */
@ExtendWith(SharedGatehook.class)
class ExplainE2E {
  private static final String PATH = "/event-hooks/explain";
  private static final String JSON = "application/json";
  private static final String EVENT =
      """
      {"source":"dao:crud","event":"create",\
      "data":{"schema":"routes","operation":"create","entity":{"id":"%s"}}}""";
  private static final String ROUTE = EVENT.formatted("one");

  private final Api api;

  ExplainE2E(Api api) {
    this.api = api;
  }

  @BeforeEach
  void forgetHooks() {
    for (var hook : api.get("/event-hooks").data().getValuesAs(JsonObject.class)) {
      api.delete("/event-hooks/" + hook.getString("id"));
    }
  }

  private String hook(String members) {
    return api.created(json("{\"handler\":\"log\",%s}".formatted(members)));
  }

  /** Outcome and reason, by hook. */
  private Map<String, String> explained(String event) {
    Answer answer = api.post(PATH, JSON, event);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getBoolean("truncated")).isFalse();
    var verdicts = new HashMap<String, String>();
    for (var verdict : answer.data().getValuesAs(JsonObject.class)) {
      verdicts.put(
          verdict.getString("event_hook"),
          verdict.getString("outcome") + ": " + verdict.getString("reason"));
    }
    return verdicts;
  }

  @Test
  void namesEveryHookThatIsNear() {
    String routes = hook("\"source\":\"crud\",\"event\":\"routes\"");
    String every = hook("\"source\":\"crud\"");
    String own = hook("\"source\":\"dao:crud\",\"event\":\"delete\"");
    String disabled = hook("\"source\":\"crud\",\"event\":\"routes:create\",\"enabled\":false");
    String other = hook("\"source\":\"crud\",\"event\":\"services\"");
    hook("\"source\":\"balancer\",\"event\":\"health\"");

    assertThat(explained(ROUTE))
        .containsOnly(
            entry(routes, "would_deliver: matches crud/routes"),
            entry(
                disabled,
                "would_deliver: matches crud/routes:create; held until the hook is enabled"),
            entry(every, "would_deliver: matches every event of crud, here crud/routes"),
            entry(
                own, "no_match: event differs: the hook wants delete of dao:crud, this is create"),
            entry(
                other,
                "no_match: event differs: the hook wants services of crud,"
                    + " this is routes or routes:create"));
  }

  @Test
  void saysWhatHoldsAnEventBackAndForHowLong() {
    String snoozing = hook("\"source\":\"crud\",\"event\":\"routes\",\"snooze\":3600");
    String comparing = hook("\"source\":\"crud\",\"event\":\"routes\",\"on_change\":true");

    assertThat(explained(ROUTE).values()).allMatch(verdict -> verdict.startsWith("would_deliver"));
    assertThat(explained(ROUTE).values()).allMatch(verdict -> verdict.startsWith("would_deliver"));
    assertThat(api.post("/worker-events", JSON, ROUTE).json().getInt("deliveries")).isEqualTo(2);
    Map<String, String> held = explained(ROUTE);

    assertThat(held.get(snoozing)).matches("suppressed: snoozed until 20\\d\\d-.*Z");
    assertThat(held.get(comparing))
        .isEqualTo("suppressed: equals the last event recorded for it (on_change)");
    assertThat(explained(EVENT.formatted("two")).values())
        .allMatch(verdict -> verdict.startsWith("would_deliver"));
    assertThat(api.post("/worker-events", JSON, ROUTE).json().getInt("suppressed")).isEqualTo(2);
  }

  @Test
  void saysNothingOfAnEventThatNobodyIsNearTo() {
    hook("\"source\":\"crud\",\"event\":\"routes\"");

    assertThat(explained("{\"source\":\"a\",\"event\":\"b\",\"data\":{}}")).isEmpty();
  }

  @Test
  void refusesAnEventInTheWordsOfIngest() {
    String event = "{\"source\":\"a\",\"data\":7}";

    JsonObject refused = api.post(PATH, JSON, event).json();
    var ingest = Json.VALUES.createObjectBuilder(api.post("/worker-events", JSON, event).json());

    assertThat(refused).isEqualTo(ingest.remove("index").build());
    assertThat(refused.getString("message"))
        .isEqualTo("2 schema violations (data: expected an object; event: required field missing)");
    assertThat(api.post(PATH, JSON, "[]").status()).isEqualTo(400);
    assertThat(api.post(PATH, "application/x-www-form-urlencoded", "source=a").status())
        .isEqualTo(400);
    assertThat(api.post(PATH, JSON, EVENT.formatted("x".repeat(300_000))).status()).isEqualTo(413);
    assertThat(api.get(PATH).status()).isEqualTo(405);
  }

  @Test
  void worksBehindTheWorkspace() {
    assertThat(api.post("/default" + PATH, JSON, ROUTE).status()).isEqualTo(200);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
