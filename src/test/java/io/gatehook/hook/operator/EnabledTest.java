package io.gatehook.hook.operator;

import static io.gatehook.hook.HookSamples.ID;
import static io.gatehook.hook.HookSamples.draft;
import static io.gatehook.hook.HookSamples.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.event.Catalogue;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.FakeHandler;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.HookProblem;
import io.gatehook.hook.SettableClock;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.hook.registry.FakeEventHookStore;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.schema.InvalidEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnabledTest {
  private static final String STOCK =
      "{\"id\":\"%s\",\"source\":\"crud\",\"handler\":\"silent\"}".formatted(ID);

  private final FakeEventHookStore store = new FakeEventHookStore();
  private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(1000));
  private final EventHookService service = new EventHookService();

  @BeforeEach
  void wire() {
    service.rules =
        new HookRules(
            new Handlers(List.of(FakeHandler.silent())),
            new Catalogue(),
            new HookConfig(false, SnoozeScope.KEY));
    service.store = store;
    service.clock = clock;
    service.probe =
        new HookProbe() {
          @Override
          void pingSoon(EventHook hook) {}
        };
  }

  @Test
  void showsOnlyWhetherItWasEnabledWhereSomebodySaidSo() {
    EventHook stock = service.create("default", draft(STOCK));
    assertThat(stock.enabled()).isTrue();
    assertThat(stock.toJson()).doesNotContainKey("enabled");

    assertThat(service.patch(ID, form("{\"enabled\":\"false\"}")).toJson().getBoolean("enabled"))
        .isFalse();
    assertThat(service.patch(ID, draft("{\"snooze\":5}")).enabled()).isFalse();
    assertThat(service.patch(ID, draft("{\"enabled\":true}")).toJson().getBoolean("enabled"))
        .isTrue();
    assertThat(service.patch(ID, draft("{\"enabled\":null}")).toJson())
        .doesNotContainKey("enabled");
  }

  @Test
  void replacedHookIsEnabledUnlessItSaysOtherwise() {
    service.create("default", draft(STOCK));
    service.patch(ID, draft("{\"enabled\":false}"));

    assertThat(service.put("default", ID, draft(STOCK)).enabled()).isTrue();
  }

  @Test
  void refusesWhatIsNeitherTrueNorFalse() {
    assertThatThrownBy(
            () -> service.create("default", draft(STOCK.replace("}", ",\"enabled\":\"no\"}"))))
        .isInstanceOf(InvalidEntity.class)
        .hasMessage("schema violation (enabled: expected a boolean)");
  }

  @Test
  void disablesWithAReasonThatStandsUntilTheHookIsWritten() {
    EventHook before = service.create("default", draft(STOCK));
    clock.advance(Duration.ofSeconds(5));

    assertThat(service.disable(ID, () -> Optional.of("no\ncalls"))).isTrue();

    EventHook disabled = store.find(ID).orElseThrow();
    assertThat(disabled.enabled()).isFalse();
    assertThat(disabled.disabledReason()).isEqualTo("no\\u000acalls");
    assertThat(disabled.toJson().getInt("updated_at")).isEqualTo(1005);
    assertThat(disabled.toJson()).doesNotContainKey("disabled_reason");
    assertThat(disabled.wishes())
        .as("snooze and on_change begin afresh")
        .isNotEqualTo(before.wishes());
    assertThat(service.patch(ID, draft("{\"enabled\":true}")).disabledReason()).isNull();
  }

  @Test
  void leavesAHookAloneThatIsDisabled() {
    service.create("default", draft(STOCK));
    service.patch(ID, draft("{\"enabled\":false}"));
    clock.advance(Duration.ofSeconds(5));

    assertThat(service.disable(ID, () -> Optional.of("why"))).isFalse();

    assertThat(store.find(ID).orElseThrow().toJson().getInt("updated_at")).isEqualTo(1000);
    assertThat(store.find(ID).orElseThrow().disabledReason()).isNull();
  }

  @Test
  void leavesAHookAloneThatThereIsNoReasonToDisable() {
    service.create("default", draft(STOCK));

    assertThat(service.disable(ID, Optional::empty)).isFalse();

    assertThat(store.find(ID).orElseThrow().enabled()).isTrue();
  }

  @Test
  void cannotDisableAHookThatIsGone() {
    assertThatThrownBy(() -> service.disable(ID, () -> Optional.of("why")))
        .isInstanceOf(HookProblem.class);
  }
}
