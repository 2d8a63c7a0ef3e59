package io.gatehook.hook.match;

import static io.gatehook.hook.HookSamples.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookMatcherTest {
  private static final EventName CREATE = new EventName("dao:crud", "create");
  private static final EventName ROUTES = new EventName("crud", "routes");
  private static final EventName ROUTES_CREATE = new EventName("crud", "routes:create");

  @Test
  void matchesSourceAndEventExactly() {
    EventHook wanted = hook("crud", "routes");
    var matcher = new HookMatcher(List.of(wanted, hook("crud", "route"), hook("CRUD", "routes")));

    assertThat(matcher.match(List.of(ROUTES))).containsExactly(new HookMatch(wanted, ROUTES));
  }

  @Test
  void matchesEveryEventOfTheSourceWithoutAnEvent() {
    EventHook wanted = hook("crud", null);
    var matcher = new HookMatcher(List.of(wanted, hook("dao:crud", null)));

    assertThat(matcher.match(List.of(ROUTES_CREATE)))
        .containsExactly(new HookMatch(wanted, ROUTES_CREATE));
  }

  @Test
  void showsAHookTheFirstNameThatItAskedFor() {
    EventHook every = hook("crud", null);
    var matcher = new HookMatcher(List.of(every));

    assertThat(matcher.match(List.of(CREATE, ROUTES, ROUTES_CREATE)))
        .containsExactly(new HookMatch(every, ROUTES));
  }

  @Test
  void wantsNothingWithoutHooks() {
    assertThat(new HookMatcher(List.of()).match(List.of(CREATE, ROUTES))).isEmpty();
  }

  @Test
  void hooksOfTheSameSourcesThatWantOtherEventsAreNear() {
    EventHook services = hook("crud", "services");
    EventHook delete = hook("dao:crud", "delete");
    var matcher =
        new HookMatcher(
            List.of(
                services, hook("crud", "routes"), hook("crud", null), delete, hook("a", "routes")));

    assertThat(matcher.near(List.of(CREATE, ROUTES, ROUTES_CREATE)))
        .containsExactlyInAnyOrder(services, delete);
    assertThat(matcher.near(List.of(CREATE))).containsExactly(delete);
  }
}
