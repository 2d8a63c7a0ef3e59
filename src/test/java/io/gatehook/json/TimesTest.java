package io.gatehook.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T03:04:05Z",
        "2026-11-22t03:04:05z",
        "2026-11-22T04:04:05+01:00",
        "2026-11-22T03:04:05.000000Z"
      })
  void readsOneInstantInManyForms(String text) {
    assertThat(Times.parse(text)).contains(Instant.parse("2026-11-22T03:04:05Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-22",
        "2026-11-22T03:04:05",
        "2026-13-22T03:04:05Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "1732244645"
      })
  void readsNothingElse(String text) {
    assertThat(Times.parse(text)).isEmpty();
  }

  @Test
  void writesMilliseconds() {
    assertThat(Times.text(Instant.parse("2026-11-22T03:04:05.0009Z")))
        .isEqualTo("2026-11-22T03:04:05.000Z");
  }
}
