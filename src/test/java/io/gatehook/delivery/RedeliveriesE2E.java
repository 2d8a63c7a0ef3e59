package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many deliveries sent again, asked for and watched over HTTP. */
@ExtendWith(SharedGatehook.class)
class RedeliveriesE2E {
  private static final String PATH = "/redeliveries";
  private static final String JSON = "application/json";

  private final Api api;
  private final String source = "again-" + UUID.randomUUID();
  private final Receiver receiver = new Receiver();

  RedeliveriesE2E(Api api) {
    this.api = api;
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  /** A hook with so many deliveries that its receiver did not want; it takes what comes next. */
  private String rejected(int count) {
    receiver.answering("/", 410);
    String hook = api.webhook(source, receiver.url("/"));
    api.events(source, count);
    new HookRecord(api, hook).awaitSettled(DeliveryWatch.LIMIT);
    receiver.answering("/", 200);
    return hook;
  }

  private Answer ask(String filter, String more) {
    return api.post(PATH, JSON, "{\"filter\":{%s}%s}".formatted(filter, more));
  }

  private String ofSource() {
    return "\"source\":\"%s\",\"status\":\"rejected\"".formatted(source);
  }

  private JsonObject awaitFinished(String id) {
    await()
        .atMost(DeliveryWatch.LIMIT)
        .until(() -> api.get(PATH + "/" + id).json().getString("status").equals("finished"));
    return api.get(PATH + "/" + id).json();
  }

  @Test
  void sendsWhatMatchesAgainAndTellsHowFarItIs() {
    String hook = rejected(20);

    Answer answer = ask(ofSource(), "");
    JsonObject begun = answer.json();
    JsonObject finished = awaitFinished(begun.getString("id"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(begun.keySet())
        .containsExactly(
            "id", "filter", "status", "matched", "done", "failed", "created_at", "finished_at");
    assertThat(begun.getJsonObject("filter"))
        .isEqualTo(json("{\"source\":\"%s\",\"status\":\"rejected\"}".formatted(source)));
    assertThat(begun.getString("status")).isEqualTo("running");
    assertThat(begun.get("finished_at")).isEqualTo(JsonValue.NULL);
    assertThat(finished.getInt("matched")).isEqualTo(20);
    assertThat(finished.getInt("done")).isEqualTo(20);
    assertThat(finished.getInt("failed")).isZero();
    assertThat(finished.getString("finished_at")).isNotBlank();
    var record = new HookRecord(api, hook);
    record.awaitSettled(DeliveryWatch.LIMIT);
    assertThat(record.attempts())
        .extracting(attempt -> attempt.getString("trigger"))
        .hasSize(40)
        .filteredOn("manual"::equals)
        .hasSize(20);
  }

  @Test
  void dryRunOnlyCounts() {
    String hook = rejected(3);

    Answer answer = ask(ofSource(), ",\"dry_run\":true");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(json("{\"matched\":3}"));
    assertThat(list("?size=1000")).noneMatch(each -> each.toString().contains(source));
    assertThat(new HookRecord(api, hook).deliveries("rejected")).hasSize(3);
  }

  @Test
  void listsPageByPage() {
    for (int i = 0; i < 3; i++) {
      awaitFinished(ask(ofSource(), "").json().getString("id"));
    }

    List<JsonObject> all = list("?size=1000");
    JsonObject first = api.get(PATH + "?size=1").json();
    JsonObject second = api.get(first.getString("next")).json();

    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    assertThat(all).extracting(each -> each.getString("created_at")).isSorted();
    assertThat(first.getJsonArray("data").getJsonObject(0)).isEqualTo(all.get(0));
    assertThat(second.getJsonArray("data").getJsonObject(0)).isEqualTo(all.get(1));
  }

  @Test
  void cancelsOnlyWhatRuns() {
    rejected(600);
    String id = ask(ofSource(), "").json().getString("id");

    Answer cancelled = api.delete(PATH + "/" + id);
    Answer again = api.delete(PATH + "/" + id);

    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(cancelled.json().getString("status")).isEqualTo("cancelled");
    assertThat(cancelled.json().getInt("done")).isLessThan(600);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getString("message")).contains(id, "it is cancelled");
    assertThat(api.get(PATH + "/" + id).json()).isEqualTo(cancelled.json());
  }

  @Test
  void freshEventsDoNotWaitForAllOfThem() {
    int many = 750;
    rejected(many);
    receiver.on(
        "/",
        (exchange, request) -> {
          pause();
          Receiver.status(exchange, 200);
        });
    receiver.forget();
    String id = ask(ofSource(), "").json().getString("id");
    await()
        .atMost(DeliveryWatch.LIMIT)
        .until(() -> api.get(PATH + "/" + id).json().getInt("done") > 0);

    api.event(source, "fresh", JsonValue.EMPTY_JSON_OBJECT);
    await()
        .atMost(DeliveryWatch.LIMIT)
        .until(() -> receiver.bodies("/").stream().anyMatch(body -> body.contains("\"fresh\"")));

    assertThat(receiver.bodies("/")).hasSizeLessThan(many);
    awaitFinished(id);
  }

  private static void pause() {
    try {
      Thread.sleep(200); // what a call takes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                              | schema violation (filter: at least one of its fields is required)
          {"filter":{"status":"pending"}} | schema violation (filter.status: expected one of: delivered, exhausted, rejected, cancelled)
          {"filter":{"since":"soon"}}     | schema violation (filter.since: expected an RFC 3339 time)
          {"filter":{"source":7}}         | schema violation (filter.source: expected a string)
          {"fitler":{"source":"a"}}       | schema violation (fitler: unknown field)
          [1]                             | Body must be a JSON object
          {                               | Cannot parse JSON body
          """)
  void refusesWhatIsNoOrder(String body, String message) {
    Answer answer = api.post(PATH, JSON, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().getString("message")).startsWith(message);
  }

  @Test
  void refusesFormsAndUnknownIds() {
    Answer form = api.post(PATH, "application/x-www-form-urlencoded", "filter.source=a");

    assertThat(form.status()).isEqualTo(400);
    assertThat(form.json().getString("message")).isEqualTo("Body must be a JSON object");
    for (String id : List.of(UUID.randomUUID().toString(), "7")) {
      int status = id.equals("7") ? 400 : 404;
      assertThat(api.get(PATH + "/" + id).status()).isEqualTo(status);
      assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(status);
    }
  }

  private List<JsonObject> list(String query) {
    return api.get(PATH + query).data().getValuesAs(JsonObject.class);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
