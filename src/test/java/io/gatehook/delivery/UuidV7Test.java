package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  private final UuidV7 ids = new UuidV7(new SplittableRandom(7));

  @Test
  void hasVersionAndVariantOfTheStandard() {
    UUID id = ids.at(Instant.parse("2026-11-22T03:00:00.123Z"));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16)
        .isEqualTo(Instant.parse("2026-11-22T03:00:00.123Z").toEpochMilli());
  }

  @Test
  void sortsByTimeAsText() {
    assertThat(ids.at(Instant.ofEpochMilli(1000)).toString())
        .isLessThan(ids.at(Instant.ofEpochMilli(1001)).toString());
  }

  @Test
  void differsWithinOneMillisecond() {
    Instant now = Instant.ofEpochMilli(1000);

    assertThat(ids.at(now)).isNotEqualTo(ids.at(now));
  }
}
