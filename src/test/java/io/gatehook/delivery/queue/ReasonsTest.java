package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {

  @Test
  void keepsOrdinaryTextAndNothing() {
    assertThat(Reasons.stored("status 500 – naïve \uD83D\uDE00"))
        .isEqualTo("status 500 – naïve \uD83D\uDE00");
    assertThat(Reasons.stored(null)).isNull();
  }

  @Test
  void replacesWhatNoDatabaseTakes() {
    assertThat(Reasons.stored("a\u0000b\nc\uD800d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
  }

  @Test
  void cutsBetweenCharacters() {
    String stored = Reasons.stored("x" + "\uD83D\uDE00".repeat(2000));

    assertThat(stored).hasSize(Reasons.MAX - 1);
    assertThat(stored).endsWith("\uD83D\uDE00");
  }
}
