package io.gatehook.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.SharedGatehook;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No request that chance makes from the document gets an answer that it does not describe. {@code
 * -Dfuzz.seed} repeats one, {@code -Dfuzz.rounds} makes the long form longer.
 */
@ExtendWith(SharedGatehook.class)
class DocumentFuzzE2E {
  private static final long SEED = 20260104;
  private static final int ROUNDS = 30;
  private static final int LONG_ROUNDS = 600;

  private final Api api;

  DocumentFuzzE2E(Api api) {
    this.api = api;
  }

  @AfterEach
  void deleteHooks() {
    JsonArray hooks = api.get("/event-hooks?size=1000").data();
    while (!hooks.isEmpty()) {
      for (JsonObject hook : hooks.getValuesAs(JsonObject.class)) {
        api.delete("/event-hooks/" + hook.getString("id"));
      }
      hooks = api.get("/event-hooks?size=1000").data();
    }
  }

  @Test
  void everyAnswerIsOneThatTheDocumentDescribes() {
    check(Long.getLong("fuzz.seed", SEED), ROUNDS);
  }

  @Test
  @Tag("long")
  void everyAnswerOfManyIsOneThatTheDocumentDescribes() {
    check(
        Long.getLong("fuzz.seed", System.nanoTime()),
        Integer.getInteger("fuzz.rounds", LONG_ROUNDS));
  }

  private void check(long seed, int rounds) {
    System.out.printf("fuzz of the document: seed %d, %d rounds%n", seed, rounds);
    List<String> findings = new DocumentFuzz(api, seed).findings(rounds);

    assertThat(findings).as("seed " + seed).isEmpty();
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
  }
}
