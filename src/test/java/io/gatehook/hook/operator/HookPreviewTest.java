package io.gatehook.hook.operator;

import static io.gatehook.hook.HookSamples.draft;
import static io.gatehook.hook.HookSamples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehook.event.Catalogue;
import io.gatehook.event.DerivedNames;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Handlers;
import io.gatehook.handler.Preview;
import io.gatehook.hook.FakeHandler;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.SettableClock;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fake handler previews the name of the event that it sees. */
class HookPreviewTest {
  private static final WorkerEvent CHANGE =
      WorkerEvent.of(
          "dao:crud", "create", json("{\"schema\":\"consumers\",\"operation\":\"create\"}"));

  private final FakeHandler silent = FakeHandler.silent();
  private final Handlers handlers = new Handlers(List.of(FakeHandler.pinging(), silent));

  @Test
  void showsTheEventByTheNameThatTheHookAsksFor() {
    assertThat(answer("{\"source\":\"crud\",\"event\":\"consumers\",\"handler\":\"silent\"}"))
        .isEqualTo(json("{\"line\":\"consumers\"}"));
    assertThat(answer("{\"source\":\"dao:crud\",\"handler\":\"silent\"}"))
        .isEqualTo(json("{\"line\":\"create\"}"));
    assertThat(silent.calls).isEmpty();
  }

  @Test
  void saysThatTheHookWouldNeverSeeTheEvent() {
    assertThat(answer("{\"source\":\"crud\",\"event\":\"routes\",\"handler\":\"silent\"}"))
        .isEqualTo(
            json(
                """
                {"line":"create","outcome":"no_match","reason":"the hook takes event 'routes' of \
                source 'crud'; this is event 'create' of source 'dao:crud'"}"""));
    assertThat(answer("{\"source\":\"balancer\",\"handler\":\"silent\"}").getString("reason"))
        .startsWith("the hook takes every event of source 'balancer'");
  }

  @Test
  void showsWhatTheHandlerFailsAt() {
    silent.preview = new Preview.Failed("nil index", 2, "config.body", List.of());

    assertThat(answer("{\"source\":\"dao:crud\",\"handler\":\"silent\"}"))
        .isEqualTo(
            json("{\"error\":{\"message\":\"nil index\",\"line\":2,\"member\":\"config.body\"}}"));
  }

  @Test
  void refusesWhatCreateRefuses() {
    assertRefused("{\"handler\":\"silent\"}", "schema violation (source: required field missing)");
    assertRefused(
        "{\"source\":\"crud\",\"handler\":\"nothing\"}", "handler 'nothing' is not available");
    assertRefused("{\"source\":\"crud\",\"handler\":\"pinging\"}", "config.url");
  }

  @Test
  void refusesUnknownSourcesWhereTheyAreRefused() {
    String unknown = "{\"source\":\"mine\",\"handler\":\"silent\"}";

    assertThat(answer(unknown)).containsKey("line");
    assertThatExceptionOfType(InvalidEntity.class)
        .isThrownBy(() -> preview(true).answer("default", draft(unknown), CHANGE))
        .withMessageContaining("unknown source 'mine'");
  }

  private void assertRefused(String hook, String message) {
    assertThatExceptionOfType(InvalidEntity.class)
        .isThrownBy(() -> answer(hook))
        .withMessageContaining(message);
  }

  private JsonObject answer(String hook) {
    return preview(false).answer("default", draft(hook), CHANGE);
  }

  private HookPreview preview(boolean strict) {
    var preview = new HookPreview();
    preview.rules =
        new HookRules(handlers, new Catalogue(), new HookConfig(strict, SnoozeScope.KEY));
    preview.handlers = handlers;
    preview.names = new DerivedNames(true);
    preview.clock = new SettableClock(Instant.ofEpochSecond(1000));
    return preview;
  }
}
