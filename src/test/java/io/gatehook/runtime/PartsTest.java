package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> calls = new ArrayList<>();

  private Part part(String name) {
    return new Part(name, () -> calls.add("+" + name), () -> calls.add("-" + name));
  }

  private static Runnable failing(String message) {
    return () -> {
      throw new IllegalStateException(message);
    };
  }

  @Test
  void stopsInReverseOrder() {
    Parts parts = new Parts(List.of(part("a"), part("b")));

    parts.start();
    parts.stop();

    assertThat(calls).containsExactly("+a", "+b", "-b", "-a");
  }

  @Test
  void stopsWhatRunsWhenALaterPartFails() {
    Part broken = new Part("broken", failing("no"), () -> calls.add("-broken"));
    Parts parts = new Parts(List.of(part("a"), broken, part("c")));

    assertThatThrownBy(parts::start).hasMessage("no");

    assertThat(calls).containsExactly("+a", "-a");
  }

  @Test
  void stopsTheOthersWhenOneDoesNotStop() {
    Part stubborn = new Part("stubborn", () -> calls.add("+stubborn"), failing("stuck"));
    Parts parts = new Parts(List.of(part("a"), stubborn));
    parts.start();

    assertThatThrownBy(parts::stop).hasMessage("stuck");

    assertThat(calls).containsExactly("+a", "+stubborn", "-a");
  }
}
