package io.gatehook.hook.operator;

import static io.gatehook.hook.HookSamples.ID;
import static io.gatehook.hook.HookSamples.draft;
import static io.gatehook.hook.HookSamples.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehook.event.Catalogue;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.FakeHandler;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.HookProblem;
import io.gatehook.hook.HookSamples;
import io.gatehook.hook.SettableClock;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.hook.registry.FakeEventHookStore;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHookServiceTest {
  private static final String STORED =
      """
      {"id":"%s","source":"crud","event":"routes","handler":"pinging",\
      "config":{"url":"http://a.example/","headers":{"x-a":"1"},"secret":"s"}}"""
          .formatted(ID);

  private final FakeEventHookStore store = new FakeEventHookStore();
  private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(1000));
  private final List<EventHook> pinged = new ArrayList<>();
  private final Handlers handlers =
      new Handlers(List.of(FakeHandler.pinging(), FakeHandler.silent()));
  private final EventHookService service = new EventHookService();

  @BeforeEach
  void wire() {
    service.rules =
        new HookRules(handlers, new Catalogue(), new HookConfig(false, SnoozeScope.KEY));
    service.store = store;
    service.clock = clock;
    service.probe =
        new HookProbe() {
          @Override
          void pingSoon(EventHook hook) {
            pinged.add(hook);
          }
        };
  }

  @Test
  void createsAHookWithEveryMember() {
    EventHook hook =
        service.create(
            "default",
            draft(
                """
                {"source":"crud","handler":"pinging","config":{"url":"http://a.example/"}}"""));

    assertThat(hook.toJson())
        .hasToString(
            """
            {"id":"%s","created_at":1000,"updated_at":1000,"source":"crud","handler":"pinging",\
            "config":{"url":"http://a.example/","headers":{},"secret":null,"ssl_verify":false},\
            "event":null,"on_change":null,"snooze":null}"""
                .formatted(hook.id()));
    assertThat(store.hooks).containsOnlyKeys(hook.id());
    assertThat(pinged).containsExactly(hook);
  }

  @Test
  void infersTheTypesOfAForm() {
    EventHook hook =
        service.create(
            "default",
            form(
                """
                {"snooze":"10","on_change":"true","event":"","source":"crud","handler":"pinging",\
                "config":{"ssl_verify":"true","secret":"","url":"http://a.example/"}}"""));

    assertThat(hook.toJson().getInt("snooze")).isEqualTo(10);
    assertThat(hook.toJson().getBoolean("on_change")).isTrue();
    assertThat(hook.event()).isNull();
    assertThat(hook.config().getBoolean("ssl_verify")).isTrue();
    assertThat(hook.config().isNull("secret")).isTrue();
  }

  @Test
  void keepsTheClientsIdAndCreationTimeButNotItsUpdateTime() {
    EventHook hook =
        service.create(
            "default",
            draft(
                """
                {"id":"%s","created_at":5,"updated_at":5,"source":"crud","handler":"silent"}"""
                    .formatted(ID)));

    assertThat(hook.id()).isEqualTo(ID);
    assertThat(hook.toJson().getInt("created_at")).isEqualTo(5);
    assertThat(hook.toJson().getInt("updated_at")).isEqualTo(1000);
  }

  @Test
  void refusesWhatFailsWhenTriedOnEveryWrite() {
    service.create("default", draft(STORED));
    EventHook before = store.hooks.get(ID);
    String change = "{\"config\":{\"headers\":{\"fails-when-tried\":\"1\"}}}";
    String whole = STORED.replace("x-a", "fails-when-tried");

    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> service.create("default", draft(whole)),
            () -> service.put("default", ID, draft(whole)),
            () -> service.patch(ID, draft(change)))) {
      assertThatThrownBy(write)
          .isInstanceOf(InvalidEntity.class)
          .hasMessage("schema violation (config.headers: failed when tried)");
    }
    assertThat(store.hooks).containsExactly(Map.entry(ID, before));
  }

  /** Rules that a hook fails today must not keep its operator from quietening it. */
  @Test
  void triesNothingThatAPatchDoesNotTouch() {
    EventHook stored =
        service.rules.create("default", draft(STORED.replace("x-a", "fails-when-tried")), ID, 1);
    store.insert(stored);

    assertThat(service.patch(ID, draft("{\"snooze\":7}")).toJson().getInt("snooze")).isEqualTo(7);
  }

  @Test
  void patchesWhatIsStoredWhenAnotherChangeCameBetween() {
    service.create("default", draft(STORED));
    service.store =
        new FakeEventHookStore() {
          @Override
          public Optional<EventHook> find(UUID id) {
            return store.find(id);
          }

          @Override
          public EventHook update(UUID id, UnaryOperator<EventHook> change) {
            store.put(service.rules.patch(store.hooks.get(id), draft("{\"snooze\":7}"), 2000));
            return store.update(id, change);
          }
        };

    JsonObject patched = service.patch(ID, draft("{\"event\":\"routes\"}")).toJson();

    assertThat(patched.getInt("snooze")).isEqualTo(7);
    assertThat(patched.getString("event")).isEqualTo("routes");
    assertThat(store.hooks.get(ID).toJson()).isEqualTo(patched);
  }

  @Test
  void refusesAnIdThatIsTaken() {
    service.create("default", draft(STORED));

    assertThatExceptionOfType(HookProblem.class)
        .isThrownBy(() -> service.create("default", draft(STORED)))
        .extracting(HookProblem::code, type(HookProblem.Code.class))
        .isEqualTo(HookProblem.Code.PRIMARY_KEY_VIOLATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                  | 2 schema violations (handler: required field missing; source: required field missing)
          {"source":"crud","handler":null}                    | schema violation (handler: required field missing)
          {"source":"crud","handler":5,"config":{"a":1}}      | schema violation (handler: expected a string)
          {"source":"crud","handler":""}                      | schema violation (handler: length must be at least 1)
          {"source":5,"handler":"nope","config":{"a":1}}      | schema violation (handler: handler 'nope' is not available)
          {"source":"crud","handler":"pinging"}               | schema violation (config.url: required field missing)
          {"source":"crud","handler":"pinging","config":null} | schema violation (config: required field missing)
          {"source":"crud","handler":"pinging","config":"x"}  | schema violation (config: expected a record)
          {"source":"crud","handler":"silent","snooze":-1}    | schema violation (snooze: value should be between 0 and 2147483647)
          {"source":"crud","handler":"silent","created_at":-1}| schema violation (created_at: value should be between 0 and 253402300799)
          {"source":"crud","handler":"silent","id":"abc"}     | schema violation (id: expected a valid UUID)
          {"source":"cr\\u0000ud","handler":"silent"}         | schema violation (source: must not contain U+0000 or lone surrogates)
          {"source":"crud","handler":"silent","nope":1}       | schema violation (nope: unknown field)
          {"source":"crud","handler":"pinging","config":{"url":"http://a.example/","headers":{"bad name":"1"}}} | schema violation (config.headers: bad header name)
          """)
  void refusesWhatIsWrong(String members, String message) {
    assertInvalid(() -> service.create("default", draft(members))).hasMessage(message);
    assertThat(store.hooks).isEmpty();
    assertThat(pinged).isEmpty();
  }

  @Test
  void refusesWhatTheStoreCannotHold() {
    String source = "{\"source\":\"%s\",\"handler\":\"silent\"}";
    String handler = "{\"source\":\"crud\",\"handler\":\"%s\"}";

    assertThat(service.create("default", draft(source.formatted("s".repeat(255))))).isNotNull();
    assertInvalid(() -> service.create("default", draft(source.formatted("s".repeat(256)))))
        .hasMessage("schema violation (source: length must be at most 255)");
    assertInvalid(() -> service.create("default", draft(handler.formatted("h".repeat(65)))))
        .hasMessage("schema violation (handler: length must be at most 64)");
  }

  @Test
  void refusesAnUnknownSourceOrEventOnlyWhenStrict() {
    var unknownSource = draft("{\"source\":\"nope\",\"handler\":\"silent\"}");
    var unknownEvent = draft("{\"source\":\"crud\",\"event\":\"nope\",\"handler\":\"silent\"}");
    assertThat(service.create("default", unknownSource)).isNotNull();
    assertThat(service.create("default", unknownEvent)).isNotNull();

    service.rules = new HookRules(handlers, new Catalogue(), new HookConfig(true, SnoozeScope.KEY));

    assertInvalid(() -> service.create("default", unknownSource))
        .hasMessage("schema violation (source: unknown source 'nope')");
    assertInvalid(() -> service.create("default", unknownEvent))
        .hasMessage("schema violation (event: unknown event 'nope' of source 'crud')");
  }

  @Test
  void patchMergesConfigAndKeepsTheRest() {
    service.create("default", draft(STORED));
    clock.advance(Duration.ofSeconds(5));

    JsonObject hook =
        service
            .patch(ID, draft("{\"config\":{\"secret\":null,\"headers\":{\"x-b\":\"2\"}},\"id\":7}"))
            .toJson();

    assertThat(hook)
        .isEqualTo(
            HookSamples.json(
                """
                {"id":"%s","created_at":1000,"updated_at":1005,"source":"crud","event":"routes",\
                "handler":"pinging","on_change":null,"snooze":null,"config":{\
                "url":"http://a.example/","headers":{"x-b":"2"},"secret":null,\
                "ssl_verify":false}}"""
                    .formatted(ID)));
    assertThat(store.hooks.get(ID).toJson()).isEqualTo(hook);
  }

  @Test
  void patchByFormTakesTheHandlerFromTheStoredHook() {
    service.create("default", draft(STORED));

    EventHook hook =
        service.patch(ID, form("{\"config\":{\"ssl_verify\":\"true\",\"secret\":\"\"}}"));

    assertThat(hook.config().getBoolean("ssl_verify")).isTrue();
    assertThat(hook.config().isNull("secret")).isTrue();
  }

  @Test
  void patchToAnotherHandlerFailsOnTheOldConfig() {
    service.create("default", draft(STORED));

    assertInvalid(() -> service.patch(ID, draft("{\"handler\":\"silent\"}")))
        .hasMessage(
            "4 schema violations (config.headers: unknown field; config.secret: unknown field;"
                + " config.ssl_verify: unknown field; config.url: unknown field)");
  }

  @Test
  void patchKeepsTheCreationTimeUnlessItIsGiven() {
    service.create("default", draft(STORED));

    assertThat(service.patch(ID, draft("{\"created_at\":null}")).toJson().getInt("created_at"))
        .isEqualTo(1000);
    assertThat(service.patch(ID, draft("{\"created_at\":7}")).toJson().getInt("created_at"))
        .isEqualTo(7);
  }

  @Test
  void patchOfAnAbsentHookSaysSoBeforeAnythingElse() {
    assertThatExceptionOfType(HookProblem.class)
        .isThrownBy(() -> service.patch(ID, draft("{\"nope\":1}")))
        .extracting(HookProblem::code, type(HookProblem.Code.class))
        .isEqualTo(HookProblem.Code.NOT_FOUND);
  }

  @Test
  void putReplacesAllUnderTheIdOfThePath() {
    service.create("default", draft(STORED));
    clock.advance(Duration.ofSeconds(5));

    EventHook hook =
        service.put(
            "default",
            ID,
            draft(
                """
                {"id":"22222222-2222-4222-8222-222222222222","source":"balancer",\
                "handler":"silent"}"""));

    assertThat(hook.toJson())
        .isEqualTo(
            HookSamples.json(
                """
                {"id":"%s","created_at":1005,"updated_at":1005,"source":"balancer","event":null,\
                "handler":"silent","on_change":null,"snooze":null,"config":{}}"""
                    .formatted(ID)));
    assertThat(store.hooks).containsOnlyKeys(ID);
  }

  @Test
  void deletesWithoutAskingWhetherThereWasOne() {
    service.create("default", draft(STORED));

    service.delete(ID);
    service.delete(ID);

    assertThat(service.find(ID)).isEmpty();
  }

  private static AbstractThrowableAssert<?, InvalidEntity> assertInvalid(ThrowingCallable call) {
    return assertThat(catchThrowableOfType(InvalidEntity.class, call)).isNotNull();
  }
}
