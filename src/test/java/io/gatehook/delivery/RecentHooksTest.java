package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentHooksTest {
  private final UUID hook = UUID.randomUUID();

  @Test
  void rememberWhatWasLearntUntilItIsForgotten() {
    var hooks = new RecentHooks<List<String>>(ArrayList::new);
    assertThat(hooks.find(hook)).isNull();

    hooks.get(hook).add("slow");
    assertThat(hooks.find(hook)).containsExactly("slow");

    hooks.forget(hook);
    assertThat(hooks.find(hook)).isNull();
  }

  @Test
  void forgetTheLongestUntouchedFirst() {
    var hooks = new RecentHooks<Object>(Object::new);
    UUID touched = UUID.randomUUID();
    hooks.get(hook);
    hooks.get(touched);
    for (int i = 2; i <= RecentHooks.MOST; i++) {
      hooks.find(touched);
      hooks.get(UUID.randomUUID());
    }

    assertThat(hooks.find(hook)).isNull();
    assertThat(hooks.find(touched)).isNotNull();
  }

  @Test
  void keepWhatMayNotBeForgotten() {
    var hooks = new RecentHooks<List<String>>(ArrayList::new, List::isEmpty);
    hooks.get(hook).add("in flight");
    for (int i = 0; i < RecentHooks.MOST; i++) {
      hooks.get(UUID.randomUUID());
    }

    assertThat(hooks.find(hook)).containsExactly("in flight");
  }
}
