package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.gatehook.destination.DestinationTemplates;
import io.gatehook.event.Origin;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.KongVersion;
import io.gatehook.handler.Preview;
import io.gatehook.handler.request.Signature;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.http.HttpCall;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies from destination templates, of hooks that name one. */
class DestinationBodyTest {
  private static final String HEADER = "## description: d\n## settings: room\n## optional: tone\n";
  private static final String MINE = "\"template\":\"mine\",\"template_settings\":{\"room\":\"a\"}";

  @TempDir Path directory;

  @Test
  void rendersTheEventWithTheSettingsOfTheHook() throws IOException {
    write(
        "mine",
        HEADER + "$id $source/$event $time $json.of($data.n) $settings.room $!settings.tone.");

    assertThat(webhook(MINE).body("{\"n\":\"\\\"ü\"}"))
        .isEqualTo(
            CustomWebhook.DELIVERY + " crud/consumers 2026-01-02T03:04:05.678Z \"\\\"ü\" a .");
  }

  @Test
  void tellsTheTimeOfTheEventIfItHasOne() throws IOException {
    write("mine", HEADER + "$time");
    var webhook = webhook(MINE);
    var event =
        WorkerEvent.of("s", "e", CustomWebhook.json("{}"))
            .from(new Origin(null, null, Instant.EPOCH, null));
    webhook.handle(new HandlerCall(CustomWebhook.DELIVERY, 1, event));

    assertThat(CustomWebhook.body(webhook.onlyRequest())).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @Test
  void sendsTheContentTypeOfTheTemplateUnlessTheHookHasOne() throws IOException {
    write("mine", "## description: d\n## content-type: text/csv\na;b");
    HttpCall own = webhook("\"template\":\"mine\"").request("{}");
    HttpCall given =
        webhook("\"template\":\"mine\",\"headers\":{\"Content-Type\":\"text/x\",\"X-A\":\"b\"}")
            .request("{}");

    assertThat(own.headers()).containsEntry("content-type", "text/csv");
    assertThat(given.headers()).containsEntry("content-type", "text/x").containsEntry("x-a", "b");
  }

  @Test
  void signsTheExactBytes() {
    HttpCall request = webhook("\"template\":\"slack\",\"secret\":\"s\"").request("{\"a\":\"ü\"}");
    var signature = new Signature(new KongVersion(3, 9), SignatureFormat.ALG_HEX);

    assertThat(CustomWebhook.body(request)).startsWith("{").contains("blocks");
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-kong-signature", signature.of(request.body(), "s"));
  }

  @Test
  void takesAnEventThatIsTooLargeForLua() {
    String data = "{\"t\":\"" + "x".repeat(300_000) + "\"}";

    assertThat(webhook("\"template\":\"slack\"").body(data)).contains("xxx");
  }

  @Test
  void showsTheRequestInAPreview() throws IOException {
    write("mine", HEADER + "$settings.room");
    var webhook = webhook(MINE);

    assertThat(webhook.preview("{}"))
        .isInstanceOfSatisfying(
            Preview.Request.class,
            request -> {
              assertThat(request.body()).isEqualTo("a");
              assertThat(request.log()).isEmpty();
            });
    assertThat(webhook.isUnused()).isTrue();
  }

  @Test
  void failsTheAttemptWhereTheTemplateFails() throws IOException {
    write("mine", HEADER + "a\n$data.n");
    String reason = "mine:5: Reference $data.n evaluated to null when attempting to render";

    assertFailing(webhook(MINE), reason, 5);
  }

  @Test
  void failsTheAttemptWhileTheTemplateIsMissing() throws IOException {
    var webhook = webhook(MINE);

    assertFailing(webhook, "there is no template 'mine'", null);
    write("mine", HEADER + "here");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> webhook.handle("{}") instanceof HandlerResult.Delivered);
    assertThat(CustomWebhook.body(webhook.onlyRequest())).isEqualTo("here");
  }

  @Test
  void failsTheAttemptWhileTheTemplateIsBrokenOrWantsMore() throws IOException {
    write("mine", HEADER + "#include('x')");
    write("slack", HEADER + "a");

    assertFailing(webhook(MINE), "mine:4: #include is not available", 4);
    assertFailing(webhook("\"template\":\"slack\""), "slack: setting 'room' is missing", null);
  }

  @Test
  void refusesOnWriteWhatCannotBeRenderedHere() throws IOException {
    write("mine", HEADER + "a");
    write("broken", HEADER + "#include('x')");

    assertThat(refused("\"template\":\"none\""))
        .isEqualTo(CustomWebhook.json("{\"template\":\"there is no template 'none'\"}"));
    assertThat(refused("\"template\":\"broken\""))
        .isEqualTo(CustomWebhook.json("{\"template\":\"broken:4: #include is not available\"}"));
    for (String settings : List.of("", ",\"template_settings\":{\"room\":\" \"}")) {
      assertThat(refused("\"template\":\"mine\"" + settings))
          .isEqualTo(CustomWebhook.json("{\"template_settings\":\"setting 'room' is missing\"}"));
    }
    assertThat(refused(MINE.replace("}", ",\"rom\":\"b\"}")))
        .isEqualTo(CustomWebhook.json("{\"template_settings\":\"unknown setting 'rom'\"}"));
    assertThatNoException()
        .isThrownBy(() -> webhook(MINE.replace("}", ",\"tone\":\"b\"}")).rehearse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"template\":\"slack\",\"payload\":{}|payload: must be absent beside a template",
        "\"template\":\"slack\",\"body\":\"a\"|body: must be absent beside a template",
        "\"template\":\"Slack.vm\"|template: may only contain a-z, 0-9 and -",
        "\"template\":\"../slack\"|template: may only contain a-z, 0-9 and -",
        "\"template\":\"\"|template: length must be at least 1",
        "\"template\":7|template: expected a string",
        "\"template_settings\":{}|template_settings: needs a template",
        "\"template\":\"slack\",\"template_settings\":{\"a\":1}|template_settings: expected a string",
        "\"template\":\"slack\",\"template_settings\":[1]|template_settings: expected a string",
      })
  void refusesMembersThatDoNotFit(String members, String violation) {
    assertThat(catchThrowableOfType(InvalidEntity.class, () -> webhook(members)))
        .hasMessage("schema violation (%s)".formatted(violation));
  }

  @Test
  void boundsNamesAndSettings() {
    String longest = "x".repeat(DestinationConfig.MAX_SETTING);
    String setting = "\"template\":\"%s\",\"template_settings\":{\"a\":\"%s\"}";

    webhook(setting.formatted("a".repeat(64), longest));
    assertThat(
            catchThrowableOfType(
                InvalidEntity.class,
                () -> webhook(setting.formatted("a".repeat(65), longest + "x"))))
        .hasMessage(
            "2 schema violations (template: length must be at most 64;"
                + " template_settings: length must be at most 4096)");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name + ".vm"), text);
  }

  private CustomWebhook webhook(String members) {
    return CustomWebhook.of(config(members), new DestinationTemplates(directory));
  }

  private static JsonObject config(String members) {
    return CustomWebhook.json("{\"url\":\"http://h.test/x\",\"method\":\"POST\"," + members + "}");
  }

  private JsonObject refused(String members) {
    return catchThrowableOfType(InvalidEntity.class, () -> webhook(members).rehearse())
        .violations()
        .fields();
  }

  private static void assertFailing(CustomWebhook webhook, String reason, Integer line) {
    assertThat(webhook.handle("{}"))
        .isInstanceOfSatisfying(
            Retryable.class, result -> assertThat(result.reason()).isEqualTo(reason));
    assertThat(webhook.preview("{}"))
        .isEqualTo(new Preview.Failed(reason, line, "config.template", List.of()));
    assertThat(webhook.isUnused()).isTrue();
  }
}
