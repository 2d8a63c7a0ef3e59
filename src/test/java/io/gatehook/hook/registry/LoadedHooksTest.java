package io.gatehook.hook.registry;

import static io.gatehook.hook.HookSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.EventName;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.FakeHandler;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadedHooksTest {
  private static final EventName ROUTES = new EventName("crud", "routes");

  private final FakeEventHookStore store = new FakeEventHookStore();
  private final FakeHandler silent = FakeHandler.silent();
  private final FakeHandler pinging = FakeHandler.pinging();
  private final FakeEvent<HooksMended> mended = new FakeEvent<>();
  private final LoadedHooks hooks = new LoadedHooks();

  @BeforeEach
  void wire() {
    hooks.store = store;
    hooks.mended = mended;
    hooks.handlers = new Handlers(List.of(silent, pinging));
  }

  @Test
  void loadsByItselfOnFirstUse() {
    EventHook stored = hook("crud", "routes");
    store.put(stored);

    assertThat(hooks.matcher().match(List.of(ROUTES))).hasSize(1);
    assertThat(hooks.find(stored.id())).isPresent();
    assertThat(store.loads).isEqualTo(1);
  }

  @Test
  void staysAsItIsWhileTheRevisionDoes() {
    hooks.load();

    hooks.refreshIfStale();
    hooks.refreshIfStale();

    assertThat(store.loads).isEqualTo(1);
  }

  @Test
  void loadsAgainAfterAChangeElsewhere() {
    hooks.load();
    EventHook stored = hook("crud", "routes");
    store.put(stored);
    assertThat(hooks.find(stored.id())).isEmpty();

    hooks.refreshIfStale();

    assertThat(hooks.find(stored.id())).isPresent();
    assertThat(hooks.matcher().match(List.of(ROUTES))).hasSize(1);
  }

  @Test
  void forgetsADeletedHook() {
    EventHook stored = hook("crud", "routes");
    store.put(stored);
    hooks.load();

    store.delete(stored.id());
    hooks.onChange(new HooksChanged());

    assertThat(hooks.find(stored.id())).isEmpty();
    assertThat(hooks.matcher().match(List.of(ROUTES))).isEmpty();
  }

  private EventHook loadedPinging(String url) {
    EventHook stored = pinging(UUID.randomUUID(), url);
    store.put(stored);
    store.put(hook("crud", "routes"));
    hooks.load();
    return stored;
  }

  private static EventHook pinging(UUID id, String url) {
    return hook(id, "crud", "routes", "pinging", "{\"url\":\"%s\"}".formatted(url));
  }

  @Test
  void saysWhichHooksAreCalledInAnotherWay() {
    UUID id = loadedPinging("http://broken").id();
    assertThat(mended.fired).as("none was known").isEmpty();

    store.put(pinging(id, "http://mended"));
    hooks.refreshIfStale();
    hooks.load();

    assertThat(mended.fired).containsExactly(new HooksMended(Set.of(id)));
  }

  @Test
  void saysWhichHooksAreEnabledAgain() {
    EventHook enabled = loadedPinging("http://same");
    store.put(enabled.disabled("why", 2));
    hooks.refreshIfStale();
    assertThat(mended.fired).as("disabled").isEmpty();

    store.put(enabled);
    hooks.refreshIfStale();

    assertThat(mended.fired).containsExactly(new HooksMended(Set.of(enabled.id())));
  }

  @Test
  void otherChangesMendNothing() {
    UUID id = loadedPinging("http://same").id();

    store.put(hook(id, "crud", "services", "pinging", "{\"url\":\"http://same\"}"));
    hooks.refreshIfStale();

    assertThat(hooks.find(id).orElseThrow().hook().event()).isEqualTo("services");
    assertThat(mended.fired).isEmpty();
  }

  @Test
  void preparesAHandlerWhenItIsFirstAskedFor() {
    UUID id = loadedPinging("http://same").id();
    assertThat(pinging.preparations).isZero();

    var first = hooks.find(id).orElseThrow().handler();

    assertThat(hooks.find(id).orElseThrow().handler()).isSameAs(first);
    assertThat(pinging.preparations).isEqualTo(1);
  }

  @Test
  void keepsWhatIsPreparedUntilTheHookIsCalledInAnotherWay() {
    UUID id = loadedPinging("http://same").id();
    var first = hooks.find(id).orElseThrow().handler();

    store.put(hook(id, "crud", "services", "pinging", "{\"url\":\"http://same\"}"));
    hooks.refreshIfStale();
    assertThat(hooks.find(id).orElseThrow().handler()).isSameAs(first);

    store.put(pinging(id, "http://other"));
    hooks.refreshIfStale();
    assertThat(hooks.find(id).orElseThrow().handler()).isNotSameAs(first);
    assertThat(pinging.preparations).isEqualTo(2);
  }

  @Test
  void neverGoesBackToAnOlderRevision() {
    EventHook stored = hook("crud", "routes");
    store.put(stored);
    hooks.load();

    store.hooks.clear();
    store.revision = 0;
    hooks.load();

    assertThat(hooks.find(stored.id())).isPresent();
  }

  @Test
  void rejectsCallsOfAHookWhoseHandlerIsGoneAndKeepsTheOthers() {
    EventHook broken = hook(UUID.randomUUID(), "crud", "routes", "gone", "{}");
    EventHook sound = hook("crud", "routes");
    store.put(broken);
    store.put(sound);

    assertThat(call(broken))
        .isEqualTo(new HandlerResult.Rejected("handler 'gone' is not available", Exchange.NONE));
    assertThat(call(sound)).isInstanceOf(HandlerResult.Delivered.class);
    assertThat(silent.calls).hasSize(1);
  }

  @Test
  void rejectsCallsOfAHookWhoseConfigIsNoLongerTaken() {
    EventHook broken = hook(UUID.randomUUID(), "crud", "routes", "pinging", "{\"nope\":1}");
    store.put(broken);

    assertThat(call(broken))
        .isEqualTo(
            new HandlerResult.Rejected(
                "config of handler 'pinging': 2 schema violations (nope: unknown field; url:"
                    + " required field missing)",
                Exchange.NONE));
  }

  @Test
  void rejectsCallsOfAHookWhoseHandlerBreaks() {
    String config = "{\"url\":\"http://a\",\"secret\":\"breaks the handler\"}";
    EventHook broken = hook(UUID.randomUUID(), "crud", "routes", "pinging", config);
    store.put(broken);

    assertThat(call(broken))
        .isEqualTo(
            new HandlerResult.Rejected(
                "handler 'pinging' cannot be prepared: java.lang.IllegalStateException: a bug",
                Exchange.NONE));
  }

  private HandlerResult call(EventHook hook) {
    var event = WorkerEvent.of("crud", "routes", JsonValue.EMPTY_JSON_OBJECT);
    return hooks
        .find(hook.id())
        .orElseThrow()
        .handler()
        .handle(new HandlerCall(UUID.randomUUID(), 1, event));
  }
}
