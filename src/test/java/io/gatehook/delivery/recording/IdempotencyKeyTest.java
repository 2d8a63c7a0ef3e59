package io.gatehook.delivery.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.WantedEvent;
import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

  private static String digest(String event, String data) throws MalformedJson {
    var json = Json.parse(data.getBytes(StandardCharsets.UTF_8), Duplicates.REFUSED);
    var given = WorkerEvent.of("crud", event, json.asJsonObject());
    var wanted = new WantedEvent(new UUID(0, 0), given, List.of());
    return new IdempotencyKey(wanted, "k", Instant.EPOCH).digest();
  }

  @Test
  void orderOfMembersIsNoOtherContent() throws MalformedJson {
    assertThat(digest("e", "{\"a\":1,\"b\":{\"c\":true,\"d\":null}}"))
        .isEqualTo(digest("e", "{ \"b\": {\"d\":null,\"c\":true}, \"a\":1.0 }"));
  }

  @Test
  void otherValueOrEventIsOtherContent() throws MalformedJson {
    assertThat(digest("e", "{\"a\":1}"))
        .isNotEqualTo(digest("e", "{\"a\":2}"))
        .isNotEqualTo(digest("f", "{\"a\":1}"));
  }

  @Test
  void numberBeyondDoublesStillHasADigest() throws MalformedJson {
    assertThat(digest("e", "{\"a\":1e999}"))
        .isEqualTo(digest("e", "{\"a\":1e999}"))
        .isNotEqualTo(digest("e", "{\"a\":1e998}"));
  }
}
