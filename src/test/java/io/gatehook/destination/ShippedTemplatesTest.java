package io.gatehook.destination;

import static io.gatehook.destination.DestinationEvents.CHANGE;
import static io.gatehook.destination.DestinationEvents.HEALTH;
import static io.gatehook.destination.DestinationEvents.REFUSAL;
import static io.gatehook.destination.DestinationEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped templates render, by the receivers' documented rules. */
class ShippedTemplatesTest {
  private static final DestinationTemplates TEMPLATES =
      new DestinationTemplates(Path.of("no such directory"));
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";
  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();
  private static final int TEAMS_BYTES = 28 * 1024;
  private static final int PAGERDUTY_BYTES = 512 * 1024;

  static Stream<Arguments> cases() {
    return DestinationTemplates.SHIPPED.stream()
        .flatMap(
            name ->
                DestinationEvents.all().entrySet().stream()
                    .map(event -> Arguments.of(name, event.getKey(), event.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void rendersWhatItsReceiverTakes(String name, String what, DestinationEvent event)
      throws Exception {
    String text = render(name, event, Map.of());

    parsed(text);
    assertThat(violations(name, text)).isEmpty();
    assertThat(text).doesNotContainPattern("\\p{Cs}").doesNotContainPattern("\\\\ud[89a-f]");
    assertThat(text.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(name.equals("microsoft-teams") ? TEAMS_BYTES : PAGERDUTY_BYTES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void rendersOptionalSettings(String name) throws Exception {
    var settings = new HashMap<String, String>();
    for (String optional : template(name).optionalSettings()) {
      settings.put(
          optional,
          switch (optional) {
            case "severity", "alert_type" -> "error";
            case "priority" -> "low";
            case "urgency", "impact" -> "2";
            case "source" -> "https://gatehook.example/";
            default -> "\"quoted\" </script>";
          });
    }

    String text = render(name, REFUSAL, settings);

    parsed(text);
    assertThat(violations(name, text)).isEmpty();
    settings.values().forEach(value -> assertThat(text).contains(Json.text(json(value))));
  }

  static List<String> names() {
    return DestinationTemplates.SHIPPED;
  }

  @Test
  void schemasRefuseWhatIsWrong() throws Exception {
    assertThat(violations("slack", "{\"text\":\"\",\"blocks\":[]}")).isNotEmpty();
    String longHeader =
        render("slack", CHANGE, Map.of()).replace("crud: consumers", "x".repeat(151));
    assertThat(violations("slack", longHeader)).isNotEmpty();
    assertThat(
            violations("cloudevents", render("cloudevents", CHANGE, Map.of()).replace("1.0", "2")))
        .isNotEmpty();
    assertThat(
            violations(
                "cloudevents",
                render("cloudevents", CHANGE, Map.of()).replace("2026-01-02T", "yesterday")))
        .isNotEmpty();
    assertThat(violations("pagerduty", "{\"routing_key\":\"short\"}")).isNotEmpty();
  }

  @Test
  void slackShowsTheSummaryAndTheMembers() throws Exception {
    JsonObject message = parsed(render("slack", REFUSAL, Map.of()));

    assertThat(message.getString("text")).isEqualTo("rate-limit-exceeded by ada on orders");
    var blocks = message.getJsonArray("blocks");
    assertThat(blocks.getJsonObject(0).getJsonObject("text").getString("text"))
        .isEqualTo("rate-limiting-advanced: rate-limit-exceeded");
    assertThat(blocks.getJsonObject(2).getJsonArray("fields").getJsonObject(0).getString("text"))
        .isEqualTo("*consumer*\n{\"username\":\"ada\"}");
  }

  @Test
  void slackLetsNobodyBeMentioned() throws Exception {
    var event = event("s", "e", "{\"text\":\"<!channel> & <http://a|b>\"}");

    assertThat(render("slack", event, Map.of()))
        .contains("&lt;!channel&gt; &amp; &lt;http://a|b&gt;");
  }

  @Test
  void teamsLetsNoMarkdownThrough() throws Exception {
    var event = event("s", "e", "{\"text\":\"[a](http://b) *c*\"}");

    assertThat(parsed(render("microsoft-teams", event, Map.of())).toString())
        .contains("\\\\[a\\\\]\\\\(http://b\\\\) \\\\*c\\\\*");
  }

  @Test
  void pagerdutyResolvesWhatIsHealthyAgain() throws Exception {
    JsonObject alert = parsed(render("pagerduty", HEALTH, Map.of()));
    var healthy =
        event("balancer", "health", HEALTH.data().toString().replace("unhealthy", "HEALTHY"));
    JsonObject resolved = parsed(render("pagerduty", healthy, Map.of()));

    assertThat(alert.getString("event_action")).isEqualTo("trigger");
    assertThat(alert.getJsonObject("payload").getString("severity")).isEqualTo("critical");
    assertThat(resolved.getString("event_action")).isEqualTo("resolve");
    assertThat(resolved.getString("dedup_key"))
        .isEqualTo(alert.getString("dedup_key"))
        .isEqualTo("balancer/health/u1/10.0.0.1:8000");
  }

  @Test
  void pagerdutyGivesOtherEventsAKeyOfTheirOwn() throws Exception {
    JsonObject alert = parsed(render("pagerduty", CHANGE, Map.of()));

    assertThat(alert.getString("dedup_key")).isEqualTo("key-1");
    assertThat(alert.getString("routing_key")).isEqualTo(ROUTING_KEY);
    assertThat(alert.getJsonObject("payload").getJsonObject("custom_details"))
        .isEqualTo(CHANGE.data());
  }

  @Test
  void cloudeventsAndGenericJsonCarryTheDataAsItIs() throws Exception {
    var event = event("s", "e", "{\"n\":1.50,\"big\":123456789012345678901,\"e\":1E+9,\"x\":null}");

    assertThat(render("cloudevents", event, Map.of())).contains(event.data().toString());
    assertThat(render("generic-json", event, Map.of())).contains(event.data().toString());
  }

  private static String render(String name, DestinationEvent event, Map<String, String> settings)
      throws TemplateFailure {
    var all = new HashMap<>(settings);
    template(name).requiredSettings().forEach(required -> all.put(required, ROUTING_KEY));
    return template(name).render(event, all);
  }

  private static DestinationTemplate template(String name) throws TemplateFailure {
    return TEMPLATES.find(name).orElseThrow();
  }

  private static JsonObject parsed(String text) throws MalformedJson {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8), Duplicates.REFUSED).asJsonObject();
  }

  private static jakarta.json.JsonString json(String text) {
    return Json.VALUES.createValue(text);
  }

  private static List<String> violations(String name, String text) {
    return SCHEMAS
        .computeIfAbsent(name, ShippedTemplatesTest::schema)
        .validate(
            text,
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static JsonSchema schema(String name) {
    try (InputStream schema =
        ShippedTemplatesTest.class.getResourceAsStream("/destination/" + name + ".json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
