package io.gatehook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class LogEntryTest {

  @Test
  void readsAsASentenceAndHasItsValuesByName() {
    LogEntry entry = LogEntry.of("delivery {delivery} attempt {attempt} {outcome}", "d", 2, "ok");

    assertThat(entry).hasToString("delivery d attempt 2 ok");
    assertThat(entry)
        .containsExactly(entry("delivery", "d"), entry("attempt", 2), entry("outcome", "ok"));
  }

  @Test
  void goesOnBehindWhatItSays() {
    LogEntry entry = LogEntry.of("hook {hook}", "{h}").and(": {reason}", "r").and("; lost");

    assertThat(entry).hasToString("hook {h}: r; lost");
    assertThat(entry).containsExactly(entry("hook", "{h}"), entry("reason", "r"));
  }

  @Test
  void bracesInAValueNameNothing() {
    LogEntry entry = LogEntry.of("hook {hook}: {reason}", "{reason}", "{hook} {0}");

    assertThat(entry).hasToString("hook {reason}: {hook} {0}");
    assertThat(entry).containsExactly(entry("hook", "{reason}"), entry("reason", "{hook} {0}"));
  }
}
