package io.gatehook.delivery.operator;

import static io.gatehook.hook.HookSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.operator.Verdict.Outcome;
import io.gatehook.delivery.suppression.Hold;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.hook.match.HookMatcher;
import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final EventName CREATE = new EventName("dao:crud", "create");
  private static final EventName ROUTES = new EventName("crud", "routes");
  private static final EventName ROUTES_CREATE = new EventName("crud", "routes:create");

  @Test
  void saysByWhichNameAHookMatches() {
    EventHook hook = hook("crud", "routes");

    assertThat(Verdict.of(new HookMatch(hook, ROUTES), null))
        .isEqualTo(new Verdict(hook.id(), Outcome.WOULD_DELIVER, "matches crud/routes"));
  }

  @Test
  void saysThatAHookTakesEveryEvent() {
    assertThat(Verdict.of(new HookMatch(hook("crud", null), ROUTES), null).reason())
        .isEqualTo("matches every event of crud, here crud/routes");
  }

  @Test
  void saysWhatAnEventWillWaitFor() {
    var entity = Json.createObjectBuilder(hook("crud", "routes").toJson());
    entity.add("delivery", Json.createObjectBuilder().add("ordered", true)).add("enabled", false);
    var ordered = new EventHook("default", entity.build());

    assertThat(Verdict.of(new HookMatch(ordered, ROUTES), null).reason())
        .isEqualTo(
            "matches crud/routes; waits for its turn (ordered); held until the hook is enabled");
  }

  @Test
  void saysWhatHoldsAnEventBack() {
    var match = new HookMatch(hook("crud", "routes"), ROUTES);

    Verdict snoozed = Verdict.of(match, new Hold(Instant.parse("2026-01-01T00:00:00.1234Z")));
    Verdict repeated = Verdict.of(match, new Hold(null));

    assertThat(snoozed.outcome()).isEqualTo(Outcome.SUPPRESSED);
    assertThat(snoozed.reason()).isEqualTo("snoozed until 2026-01-01T00:00:00.123Z");
    assertThat(repeated.outcome()).isEqualTo(Outcome.SUPPRESSED);
    assertThat(repeated.reason()).isEqualTo("equals the last event recorded for it (on_change)");
  }

  @Test
  void ofTooManyHooksThoseThatMatchComeFirst() {
    EventHook routes = hook("crud", "routes");
    EventHook services = hook("crud", "services");
    var matcher = new HookMatcher(List.of(services, hook("crud", "plugins"), routes));
    List<EventName> names = List.of(CREATE, ROUTES, ROUTES_CREATE);

    assertThat(NearHooks.of(matcher, names, 1))
        .isEqualTo(new NearHooks(List.of(new HookMatch(routes, ROUTES)), List.of(), true));
    assertThat(NearHooks.of(matcher, names, 2).others()).hasSize(1);
    assertThat(NearHooks.of(matcher, names, 2).truncated()).isTrue();
    assertThat(NearHooks.of(matcher, names, 3).truncated()).isFalse();
  }

  @Test
  void saysHowTheEventDiffers() {
    EventHook hook = hook("crud", "routes:delete");

    assertThat(Verdict.unmatched(hook, List.of(CREATE, ROUTES, ROUTES_CREATE)))
        .isEqualTo(
            new Verdict(
                hook.id(),
                Outcome.NO_MATCH,
                "event differs: the hook wants routes:delete of crud,"
                    + " this is routes or routes:create"));
  }
}
