package io.gatehook.hook.operator;

import static io.gatehook.hook.HookSamples.ID;
import static io.gatehook.hook.HookSamples.draft;
import static io.gatehook.hook.HookSamples.form;
import static io.gatehook.hook.HookSamples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.event.Catalogue;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.DeliveryOptions;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.FakeHandler;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.Ordering;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hook may say about its deliveries, by the rules of hooks. */
class DeliveryOptionsTest {
  private static final String ALL =
      """
      {"schedule":["1s","2m"],"timeout":"5s","max_age":"1h","rate_limit":{"per_second":0.5},\
      "ordered":"stop","snooze_scope":"hook"}""";

  private final HookRules rules =
      new HookRules(
          new Handlers(List.of(FakeHandler.silent())),
          new Catalogue(),
          new HookConfig(false, SnoozeScope.KEY));

  private EventHook hook(String delivery) {
    return rules.create("default", draft(members(delivery)), ID, 1);
  }

  private static String members(String delivery) {
    return "{\"source\":\"crud\",\"handler\":\"silent\",\"delivery\":%s}".formatted(delivery);
  }

  private JsonObject patched(EventHook hook, String delivery) {
    String members = "{\"delivery\":%s}".formatted(delivery);
    return rules.patch(hook, draft(members), 2).toJson();
  }

  @Test
  void readsAllThatAHookSays() {
    EventHook hook = hook(ALL);

    assertThat(hook.toJson().getJsonObject("delivery")).isEqualTo(json(ALL));
    assertThat(hook.delivery())
        .isEqualTo(
            new DeliveryOptions(
                Optional.of(List.of(Duration.ofSeconds(1), Duration.ofMinutes(2))),
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(Duration.ofHours(1)),
                Optional.of(0.5),
                Ordering.STOP,
                Optional.of(SnoozeScope.HOOK)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"null", "{}", "[]", "{\"timeout\":null}", "{\"rate_limit\":null,\"ordered\":null}"})
  void sayingNothingIsHavingNoSuchMember(String delivery) {
    EventHook hook = hook(delivery);

    assertThat(hook.toJson()).doesNotContainKey("delivery");
    assertThat(hook.delivery())
        .isEqualTo(
            new DeliveryOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Ordering.NONE,
                Optional.empty()));
  }

  @Test
  void emptyScheduleIsNoRetry() {
    EventHook hook = hook("{\"schedule\":[]}");

    assertThat(hook.toJson().getJsonObject("delivery")).hasToString("{\"schedule\":[]}");
    assertThat(hook.delivery().schedule()).hasValue(List.of());
  }

  @Test
  void readsOrderedInItsThreeForms() {
    assertThat(hook("{\"ordered\":false}").delivery().ordered()).isEqualTo(Ordering.NONE);
    assertThat(hook("{\"ordered\":true}").delivery().ordered()).isEqualTo(Ordering.PASS);
    assertThat(hook("{\"ordered\":\"stop\"}").delivery().ordered()).isEqualTo(Ordering.STOP);
  }

  @Test
  void readsAForm() {
    String members =
        members(
            """
            {"schedule":["1s","2m"],"timeout":"5s","max_age":"1h","rate_limit":{"per_second":"0.5"},\
            "ordered":"true","snooze_scope":"hook"}""");

    EventHook hook = rules.create("default", form(members), ID, 1);

    assertThat(hook.toJson().getJsonObject("delivery"))
        .isEqualTo(json(ALL.replace("\"stop\"", "true")));
  }

  @Test
  void patchMergesMembersAndNullUnsetsThem() {
    EventHook hook = hook(ALL);

    assertThat(patched(hook, "{\"timeout\":\"7s\",\"schedule\":null,\"ordered\":null}"))
        .extracting(patched -> patched.get("delivery"))
        .isEqualTo(
            json(
                """
                {"timeout":"7s","max_age":"1h","rate_limit":{"per_second":0.5},\
                "snooze_scope":"hook"}"""));
    assertThat(patched(hook, "null")).doesNotContainKey("delivery");
    assertThat(patched(hook("{\"timeout\":\"7s\"}"), "{\"timeout\":null}"))
        .doesNotContainKey("delivery");
    assertThat(patched(hook("null"), "{\"timeout\":\"7s\"}").getJsonObject("delivery"))
        .hasToString("{\"timeout\":\"7s\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5|delivery: expected a record",
        "{\"nope\":1}|delivery.nope: unknown field",
        "{\"schedule\":\"5s\"}|delivery.schedule: expected an array",
        "{\"timeout\":\"99ms\"}|delivery.timeout: value should be between 100ms and 60s",
        "{\"timeout\":\"61s\"}|delivery.timeout: value should be between 100ms and 60s",
        "{\"timeout\":5}|delivery.timeout: expected a duration like 500ms, 5s, 2m, 3h or 7d",
        "{\"max_age\":\"999ms\"}|delivery.max_age: value should be between 1s and 3650d",
        "{\"rate_limit\":5}|delivery.rate_limit: expected a record",
        "{\"ordered\":\"yes\"}|delivery.ordered: expected a boolean or 'stop'",
        "{\"snooze_scope\":\"all\"}|delivery.snooze_scope: expected one of: key, hook",
      })
  void refusesWhatIsWrongAndNamesIt(String delivery, String message) {
    assertThatThrownBy(() -> hook(delivery))
        .isInstanceOf(InvalidEntity.class)
        .hasMessage("schema violation (%s)".formatted(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"schedule\":[\"1s\",\"8d\"]}|{\"schedule\":[null,\"value should be between 100ms and 7d\"]}",
        "{\"schedule\":[5]}|{\"schedule\":[\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"]}",
        "{\"rate_limit\":{}}|{\"rate_limit\":{\"per_second\":\"required field missing\"}}",
        "{\"rate_limit\":{\"per_second\":0}}|{\"rate_limit\":{\"per_second\":\"value should be between 0.01 and 1000\"}}",
      })
  void refusesWhatIsWrongFurtherBelow(String delivery, String violations) {
    assertThatThrownBy(() -> hook(delivery))
        .isInstanceOfSatisfying(
            InvalidEntity.class,
            refusal ->
                assertThat(refusal.violations().fields().getJsonObject("delivery"))
                    .hasToString(violations));
  }

  @Test
  void takesTwentyWaitsAndNoMore() {
    String schedule = "{\"schedule\":%s}";

    assertThat(hook(schedule.formatted(waits(20))).delivery().schedule().orElseThrow()).hasSize(20);
    assertThatThrownBy(() -> hook(schedule.formatted(waits(21))))
        .hasMessage("schema violation (delivery.schedule: length must be at most 20)");
  }

  private static List<String> waits(int count) {
    return Collections.nCopies(count, "\"7d\"");
  }
}
