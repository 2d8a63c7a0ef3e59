package io.gatehook.handler.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | PT0S
          120                           | PT2M
          ' 7 '                         | PT7S
          999999999                     | PT999999999S
          Sun, 22 Nov 2026 10:01:00 GMT | PT1M
          Sun, 22 Nov 2026 09:00:00 GMT | PT0S
          """)
  void readsSecondsAndDates(String header, Duration expected) {
    assertThat(RetryAfter.parse(header, NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999", "Sun, 32 Nov 2026 10:01:00 GMT"})
  void takesAnythingElseForNothingSaid(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void takesAnAbsentHeaderForNothingSaid() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
