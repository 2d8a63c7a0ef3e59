package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that name a destination template, and edits of its file while the server runs. */
class DestinationE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String JSON = "application/json";
  private static final String EVENT =
      """
      {"source":"dao:crud","event":"create","occurred_at":"2026-01-02T03:04:05Z",
       "data":{"schema":"consumers","operation":"create","entity":{"username":"ada \\"x\\""}}}""";

  @TempDir static Path directory;

  private static Gatehook gatehook;
  private static Receiver receiver;
  private static Api api;

  @BeforeAll
  static void start() {
    gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.templates.dir",
                directory.toString(),
                "gatehook.delivery.schedule",
                "1s 1s 1s 1s 1s 1s 1s 1s 1s 1s"));
    receiver = new Receiver();
    api = new Api(gatehook.url());
  }

  @AfterAll
  static void stop() {
    receiver.close();
    gatehook.close();
  }

  @BeforeEach
  void forget() {
    receiver.forget();
    for (var hook : api.get("/event-hooks").data().getValuesAs(JsonObject.class)) {
      api.delete("/event-hooks/" + hook.getString("id"));
    }
  }

  @Test
  void postsToSlackAsTheFileSaysNow() throws IOException {
    Answer created = create("/slack", "\"template\":\"slack\",\"secret\":\"s\"");
    send();
    Receiver.Request shipped = received("/slack", 1);
    write("slack", "{\"text\":$json.of($summary),\"at\":\"$time\",\"id\":\"$id\"}");
    await().atMost(LIMIT).until(() -> api.get("/templates").body().contains("Our slack"));
    send();

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().getJsonObject("config"))
        .containsEntry("template", Json.VALUES.createValue("slack"))
        .doesNotContainKey("template_settings");
    assertThat(shipped.headers()).containsEntry("content-type", "application/json");
    assertThat(json(shipped.body()).getJsonArray("blocks")).isNotEmpty();
    Receiver.Request edited = received("/slack", 2);
    assertThat(edited.headers()).containsKey("x-kong-signature");
    assertThat(json(edited.body()))
        .isEqualTo(
            json(
                """
                {"text":"consumers create: ada \\"x\\"","at":"2026-01-02T03:04:05.000Z","id":"%s"}"""
                    .formatted(edited.headers().get("x-gatehook-delivery"))));
  }

  @Test
  void deliversOnceARemovedTemplateIsBack() throws IOException {
    Path file = write("mine", "mine");
    await().atMost(LIMIT).until(() -> api.get("/templates").body().contains("\"mine\""));
    assertThat(create("/mine", "\"template\":\"mine\"").status()).isEqualTo(201);
    Files.delete(file);
    await().atMost(LIMIT).until(() -> !api.get("/templates").body().contains("\"mine\""));
    send();
    await().atMost(LIMIT).until(() -> !errors().isEmpty());
    assertThat(receiver.requests()).isEmpty();
    write("mine", "back");

    assertThat(received("/mine", 1).body()).isEqualTo("back");
    await().atMost(LIMIT).until(() -> delivery().getString("status").equals("delivered"));
    assertThat(errors()).isNotEmpty().containsOnly("there is no template 'mine'");
  }

  @Test
  void listsEditsAndWhatIsWrongWithThem() throws IOException {
    Path own = write("own", "$id");
    Path broken = write("datadog", "\n#if(");
    await().atMost(LIMIT).until(() -> api.get("/templates").body().contains("\"error\""));
    var list = api.get("/templates").data().getValuesAs(JsonObject.class);
    Files.delete(own);
    Files.delete(broken);

    assertThat(list).filteredOn(each -> each.getString("name").equals("own")).hasSize(1);
    assertThat(list)
        .filteredOn(each -> each.getString("name").equals("datadog"))
        .singleElement()
        .satisfies(each -> assertThat(each).containsOnlyKeys("name", "error"))
        .extracting(each -> each.getJsonObject("error").getInt("line"))
        .isEqualTo(3);
  }

  @Test
  void sendsTheSameAtEveryAttemptWhereTheSenderGaveNoTime() {
    receiver.answering("/again", 500, 200);
    assertThat(create("/again", "\"template\":\"cloudevents\"").status()).isEqualTo(201);
    String event = EVENT.replace("\"occurred_at\":\"2026-01-02T03:04:05Z\",", "");
    assertThat(api.post("/worker-events", JSON, event).status()).isEqualTo(202);
    String second = received("/again", 2).body();

    assertThat(json(second).getString("time")).startsWith("20").doesNotStartWith("2026-01-02T03");
    assertThat(receiver.requests("/again").get(0).body()).isEqualTo(second);
  }

  @Test
  void refusesAHookWhoseTemplateOrSettingsAreMissing() {
    assertRefused("\"template\":\"none\"", "{\"template\":\"there is no template 'none'\"}");
    assertRefused(
        "\"template\":\"pagerduty\"",
        "{\"template_settings\":\"setting 'routing_key' is missing\"}");
    assertRefused(
        "\"template\":\"cloudevents\",\"body\":\"a\"",
        "{\"body\":\"must be absent beside a template\"}");
    assertThat(api.get("/event-hooks").data()).isEmpty();
  }

  @Test
  void takesTemplateAndSettingsFromAFormAndBackAgain() {
    Answer created =
        api.post(
            "/event-hooks",
            "application/x-www-form-urlencoded",
            "source=crud&handler=webhook-custom&config.method=POST&config.template=pagerduty"
                + "&config.template_settings.routing_key=k3y&config.url="
                + receiver.url("/x"));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().getJsonObject("config").getJsonObject("template_settings"))
        .isEqualTo(json("{\"routing_key\":\"k3y\"}"));
    Answer stock =
        api.send(
            api.request("/event-hooks/" + created.json().getString("id"))
                .header("Content-Type", JSON)
                .method(
                    "PATCH",
                    BodyPublishers.ofString(
                        "{\"config\":{\"template\":null,\"template_settings\":null,"
                            + "\"body\":\"b\"}}")));

    assertThat(stock.status()).as(stock.body()).isEqualTo(200);
    assertThat(stock.json().getJsonObject("config"))
        .containsKeys("body", "payload")
        .doesNotContainKeys("template", "template_settings");
    assertThat(gatehook.log()).doesNotContain("k3y");
  }

  @Test
  void previewsAndTestsAHook() {
    String hook = hook("/x", "\"template\":\"generic-json\"");
    Answer preview = preview(hook);
    Answer missing = preview(hook("/x", "\"template\":\"none\""));
    String id = api.post("/event-hooks", JSON, hook).json().getString("id");
    Answer tested = api.post("/event-hooks/" + id + "/test", json("{\"n\":1}"));

    JsonObject request = preview.json().getJsonObject("request");
    assertThat(json(request.getString("body")).getString("summary"))
        .isEqualTo("consumers create: ada \"x\"");
    assertThat(missing.json())
        .isEqualTo(
            json(
                """
                {"error":{"message":"there is no template 'none'","line":null,
                 "member":"config.template"}}"""));
    assertThat(tested.status()).as(tested.body()).isEqualTo(200);
    assertThat(json(received("/x", 1).body()).getJsonObject("data")).isEqualTo(json("{\"n\":1}"));
  }

  private static Path write(String name, String text) throws IOException {
    Path written =
        Files.writeString(
            directory.resolve("new"), "## description: Our %s\n%s".formatted(name, text));
    Files.setLastModifiedTime(written, FileTime.fromMillis(text.hashCode()));
    return Files.move(written, directory.resolve(name + ".vm"));
  }

  private static Answer create(String path, String members) {
    return api.post("/event-hooks", JSON, hook(path, members));
  }

  private static String hook(String path, String members) {
    return """
        {"source":"crud","event":"consumers","handler":"webhook-custom",
         "config":{"method":"POST","url":"%s",%s}}"""
        .formatted(receiver.url(path), members);
  }

  private static Answer preview(String hook) {
    return api.post(
        "/event-hooks/preview", JSON, "{\"hook\":%s,\"event\":%s}".formatted(hook, EVENT));
  }

  private static void assertRefused(String members, String config) {
    Answer refused = create("/x", members);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getJsonObject("fields").getJsonObject("config"))
        .isEqualTo(json(config));
  }

  private static void send() {
    assertThat(api.post("/worker-events", JSON, EVENT).status()).isEqualTo(202);
  }

  private static Receiver.Request received(String path, int number) {
    await().atMost(LIMIT).until(() -> receiver.requests(path).size() >= number);
    assertThat(receiver.requests(path)).hasSize(number);
    return receiver.requests(path).get(number - 1);
  }

  /** The one delivery of the one hook, with its attempts. */
  private static JsonObject delivery() {
    String hook = api.get("/event-hooks").data().getJsonObject(0).getString("id");
    var deliveries = api.get("/event-hooks/" + hook + "/deliveries").data();
    return api.get("/deliveries/" + deliveries.getJsonObject(0).getString("id")).json();
  }

  private static List<String> errors() {
    return delivery().getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
        .filter(attempt -> attempt.get("error") instanceof JsonString)
        .map(attempt -> attempt.getString("error"))
        .toList();
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
