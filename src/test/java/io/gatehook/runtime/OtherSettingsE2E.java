package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.RawHttp;
import io.gatehook.admin.RequestFuzz;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server on PostgreSQL whose operator set everything in files, and switched immediate retries
 * off.
 */
class OtherSettingsE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String LISTENER =
      "configs.config.server-config.network-config.protocols.protocol.http-listener.http.";

  private static final String SETTINGS =
      """
      gatehook.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres
      gatehook.datasource.user=postgres
      gatehook.delivery.schedule=100ms
      gatehook.server.logging=%s
      # given as a system property too, which wins
      gatehook.delivery.in-flight=no number at all
      io.gatehook.http.ImmediateRetry/call/Retry/maxRetries=0
      """;

  private static final String BEFORE =
      """
      # a comment

      set %sxpowered-by=true
      """
          .formatted(LISTENER);

  private static final String AFTER = "set %stimeout-seconds=7".formatted(LISTENER);

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static Gatehook gatehook;
  private static Api api;

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresForTests.start(0);
    Path before = Files.writeString(directory.resolve("before.txt"), BEFORE);
    Path after = Files.writeString(directory.resolve("after.txt"), AFTER);
    Path file =
        Files.writeString(
            directory.resolve("gatehook.properties"),
            SETTINGS.formatted(
                postgres.getPort(), Path.of("server-config/logging.properties").toAbsolutePath()));
    gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.config", file.toString(),
                "gatehook.server.pre-boot", before.toString(),
                "gatehook.server.post-boot", after.toString(),
                "gatehook.delivery.in-flight", "7"));
    api = new Api(gatehook.url());
  }

  @AfterAll
  static void stop() throws IOException {
    gatehook.close();
    postgres.close();
  }

  @Test
  void commandsOfTheOperatorAreRun() {
    var reply = new RawHttp(gatehook.url()).send("GET", "/event-hooks", List.of(), new byte[0]);

    assertThat(reply.head()).containsIgnoringCase("x-powered-by: servlet");
  }

  @Test
  void theStandardKeyOfFaultToleranceLimitsTheImmediateTries() {
    String hook = api.webhook("unheard", "http://127.0.0.1:%d/".formatted(Gatehook.freePort()));
    api.event("unheard", "happened", JsonValue.EMPTY_JSON_OBJECT);

    JsonObject delivery =
        await()
            .atMost(LIMIT)
            .until(
                () -> api.get("/event-hooks/" + hook + "/deliveries").data().getJsonObject(0),
                found -> found.getString("status").equals("exhausted"));

    JsonObject told = api.get("/deliveries/" + delivery.getString("id")).json();
    assertThat(told.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .hasSize(2)
        .allMatch(attempt -> attempt.getInt("tries") == 1)
        .allMatch(attempt -> attempt.getString("error").startsWith("connect refused"));
  }

  @Test
  void noSpoiltRequestIsAServerErrorOnPostgresEither() {
    assertThat(new RequestFuzz(gatehook.url(), 20260103).failures(240)).isEmpty();
  }

  /** Each is a question that PostgreSQL fails on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/deliveries?source=%00",
        "/deliveries?event=%00",
        "/deliveries?since=-9999-01-01T00:00:00Z",
        "/deliveries?until=%2B999999999-12-31T23:59:59Z",
        "/deliveries?offset=WzkyMjMzNzIwMzY4NTQ3NzU4MDcsIjc3Nzc3Nzc3LTc3NzctNDc3Ny04Nzc3LTc3Nzc3Nzc3Nzc3NyJd",
        "/deliveries?offset=Wy05MjIzMzcyMDM2ODU0Nzc1ODA4LCI3Nzc3Nzc3Ny03Nzc3LTQ3NzctODc3Ny03Nzc3Nzc3Nzc3NzciXQ",
        "/worker-events?source=%00&key=a",
        "/worker-events?source=a&key=%00"
      })
  void asksItsDatabaseNothingThatItCannotAnswer(String path) {
    assertThat(api.get(path).status()).isIn(400, 404);
  }
}
