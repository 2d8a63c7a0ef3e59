package io.gatehook.admin.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that takes a limited number of events a second. */
class IngestLimitE2E {
  private static final int PER_SECOND = 100;
  private static final int MOST_BATCHES = 50;

  @Test
  void senderIsToldWhenToComeAgainAndIsTakenThen() throws InterruptedException {
    try (Gatehook gatehook = Gatehook.start(Map.of("gatehook.ingest.rate-limit", "100"))) {
      Api api = new Api(gatehook.url());
      Ingest ingest = new Ingest(api);

      Answer refusal =
          Stream.generate(() -> ingest.json(batch()))
              .limit(MOST_BATCHES)
              .filter(answer -> answer.status() != 202)
              .findFirst()
              .orElseThrow();

      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.json().getString("message"))
          .isEqualTo("More than 100 events a second (gatehook.ingest.rate-limit), try again");
      assertThat(api.get("/event-hooks").status()).isEqualTo(200);
      assertThat(api.get("/metrics").body()).contains("gatehook_ingest_refused_total 1.0");

      String seconds = refusal.response().headers().firstValue("Retry-After").orElseThrow();
      TimeUnit.SECONDS.sleep(Long.parseLong(seconds));
      assertThat(ingest.json(batch()).status()).isEqualTo(202);
    }
  }

  private static String batch() {
    return Collections.nCopies(PER_SECOND, Ingest.item("crud", "{}")).toString();
  }
}
