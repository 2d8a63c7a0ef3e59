package io.gatehook.hook.match;

import static io.gatehook.hook.HookSamples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.Catalogue;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.SnoozeScope;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionRuleTest {
  private static final Catalogue CATALOGUE = new Catalogue();
  private static final EventName HEALTH = new EventName("balancer", "health");
  private static final EventName CONSUMERS = new EventName("crud", "consumers");
  private static final EventName RATE_LIMIT =
      new EventName("rate-limiting-advanced", "rate-limit-exceeded");

  @Test
  void thereIsNoneWithoutSnoozeAndOnChange() {
    assertThat(rule(HEALTH, "null", "null", SnoozeScope.KEY)).isEmpty();
    assertThat(rule(HEALTH, "false", "0", SnoozeScope.KEY)).isEmpty();
  }

  @Test
  void onChangeAloneHasNoSnooze() {
    SuppressionRule rule = rule(HEALTH, "true", "null", SnoozeScope.KEY).orElseThrow();

    assertThat(rule.snoozeKey(json("{}"))).isEmpty();
    assertThat(rule.content(json("{}"))).isPresent();
  }

  @Test
  void snoozeAloneComparesNothing() {
    SuppressionRule rule = rule(HEALTH, "null", "60", SnoozeScope.KEY).orElseThrow();

    assertThat(rule.content(json("{}"))).isEmpty();
    assertThat(rule.snooze()).hasSeconds(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // one, other, same?
        "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}|true",
        "{\"a\":1}|{\"a\":1.0}|true",
        "{\"a\":1}|{\"a\":2}|false",
        "{\"a\":true}|{\"a\":false}|false",
        "{\"a\":1}|{\"a\":\"1\"}|false",
        "{\"a\":null}|{}|false",
        "{\"a\":[1,2]}|{\"a\":[2,1]}|false",
      })
  void onChangeComparesAllDataWhereNothingIsUnique(String one, String other, boolean same) {
    SuppressionRule rule = rule(HEALTH, "true", "null", SnoozeScope.KEY).orElseThrow();

    assertThat(rule.content(json(one)).equals(rule.content(json(other)))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"ip\":\"1\",\"rate\":\"minute\"}|{\"ip\":\"1\",\"rate\":\"hour\",\"limit\":9}|true",
        "{\"ip\":\"1\",\"consumer\":{}}|{\"ip\":\"1\",\"consumer\":{\"id\":\"c\"}}|false",
        "{\"ip\":\"1\"}|{\"ip\":\"2\"}|false",
        "{\"limit\":1}|{\"limit\":2}|false",
      })
  void uniqueMembersDecideWhereTheEventHasThem(String one, String other, boolean same) {
    SuppressionRule rule = rule(RATE_LIMIT, "true", "60", SnoozeScope.KEY).orElseThrow();

    assertThat(rule.content(json(one)).equals(rule.content(json(other)))).isEqualTo(same);
    if (json(one).containsKey("ip")) {
      assertThat(rule.snoozeKey(json(one)).equals(rule.snoozeKey(json(other)))).isEqualTo(same);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"operation\":\"update\",\"schema\":\"consumers\",\"entity\":{\"id\":\"1\",\"tags\":[]}}|true",
        "{\"operation\":\"update\",\"schema\":\"consumers\",\"entity\":{\"id\":\"2\"}}|false",
        "{\"operation\":\"delete\",\"schema\":\"consumers\",\"entity\":{\"id\":\"1\"}}|false",
        "{\"operation\":\"update\",\"schema\":\"consumers\",\"entity\":{\"id\":1}}|false",
        "{\"operation\":\"update\",\"schema\":\"consumers\"}|false",
      })
  void snoozeHoldsForOneOperationOnOneEntity(String other, boolean same) {
    SuppressionRule rule = rule(CONSUMERS, "null", "60", SnoozeScope.KEY).orElseThrow();
    Optional<String> key =
        rule.snoozeKey(
            json("{\"operation\":\"update\",\"schema\":\"consumers\",\"entity\":{\"id\":\"1\"}}"));

    assertThat(rule.snoozeKey(json(other)).equals(key)).isEqualTo(same);
  }

  @Test
  void snoozeHoldsForTheWholeHookWhereNothingTellsEventsApart() {
    SuppressionRule rule = rule(HEALTH, "null", "60", SnoozeScope.KEY).orElseThrow();

    assertThat(rule.snoozeKey(json("{\"ip\":\"1\"}"))).isEqualTo(rule.snoozeKey(json("{}")));
  }

  @Test
  void snoozeHoldsForTheWholeHookIfTheOperatorSaysSo() {
    SuppressionRule rule = rule(RATE_LIMIT, "null", "60", SnoozeScope.HOOK).orElseThrow();

    assertThat(rule.snoozeKey(json("{\"ip\":\"1\"}")))
        .isEqualTo(rule.snoozeKey(json("{\"ip\":\"2\"}")));
  }

  @Test
  void hookItselfMaySayWhatItsSnoozeHoldsFor() {
    String one = "{\"ip\":\"1\"}";
    String other = "{\"ip\":\"2\"}";
    SuppressionRule whole =
        rule(RATE_LIMIT, "60,\"delivery\":{\"snooze_scope\":\"hook\"}", SnoozeScope.KEY);
    SuppressionRule byKey =
        rule(RATE_LIMIT, "60,\"delivery\":{\"snooze_scope\":\"key\"}", SnoozeScope.HOOK);

    assertThat(whole.snoozeKey(json(one))).isEqualTo(whole.snoozeKey(json(other)));
    assertThat(byKey.snoozeKey(json(one))).isNotEqualTo(byKey.snoozeKey(json(other)));
  }

  private static SuppressionRule rule(EventName name, String snooze, SnoozeScope scope) {
    return rule(name, "null", snooze, scope).orElseThrow();
  }

  @Test
  void wishesChangeWithTheScopeOfTheSnoozeButNotWithHowDeliveriesAreMade() {
    EventHook hook = hook(HEALTH, "null", "60");

    assertThat(hook(HEALTH, "null", "60,\"delivery\":{\"timeout\":\"5s\"}").wishes())
        .isEqualTo(hook.wishes());
    assertThat(hook(HEALTH, "null", "60,\"delivery\":{\"snooze_scope\":\"hook\"}").wishes())
        .isNotEqualTo(hook.wishes());
    assertThat(hook(HEALTH, "null", "60,\"enabled\":false").wishes()).isNotEqualTo(hook.wishes());
  }

  @Test
  void wishesChangeWithWhatAHookAsksForOnly() {
    EventHook hook = hook(HEALTH, "true", "60");

    assertThat(hook.wishes()).isEqualTo(hook(HEALTH, "true", "60").wishes());
    assertThat(hook.wishes()).isNotEqualTo(hook(HEALTH, "true", "61").wishes());
    assertThat(hook.wishes()).isNotEqualTo(hook(HEALTH, "null", "60").wishes());
    assertThat(hook.wishes()).isNotEqualTo(hook(CONSUMERS, "true", "60").wishes());
  }

  private static Optional<SuppressionRule> rule(
      EventName name, String onChange, String snooze, SnoozeScope scope) {
    return SuppressionRule.of(new HookMatch(hook(name, onChange, snooze), name), CATALOGUE, scope);
  }

  private static EventHook hook(EventName name, String onChange, String snooze) {
    return new EventHook(
        "default",
        json(
            """
            {"id":"%s","source":"%s","event":"%s","handler":"log","config":{},"on_change":%s,\
            "snooze":%s,"created_at":1,"updated_at":1}"""
                .formatted(UUID.randomUUID(), name.source(), name.event(), onChange, snooze)));
  }
}
