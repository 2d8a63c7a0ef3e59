package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.RawHttp;
import io.gatehook.RawHttp.Reply;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-behaved client sends, on the wire as they are written here. */
@ExtendWith(SharedGatehook.class)
class HostileRequestsE2E {
  private static final String HOOK = "/event-hooks/77777777-7777-4777-8777-777777777777";
  private static final String JSON = "Content-Type: application/json";
  private static final byte[] NOTHING = new byte[0];

  private final Api api;
  private final RawHttp http;
  private final Gatehook gatehook;

  HostileRequestsE2E(Gatehook gatehook, Api api) {
    this.gatehook = gatehook;
    this.api = api;
    this.http = new RawHttp(gatehook.url());
  }

  private static String message(Reply reply) {
    return Json.stored(reply.body().getBytes(StandardCharsets.UTF_8)).getString("message");
  }

  @Test
  void noSpoiltRequestIsAServerError() {
    List<String> failures = new RequestFuzz(gatehook.url(), 20260102).failures(480);

    assertThat(failures).isEmpty();
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_193, 20_000, 60_000})
  void saysThatAUriIsTooLong(int length) {
    String start = "/event-hooks?x=";
    String target = start + "a".repeat(length - start.length() + 1);

    Reply reply = http.send("GET", target, List.of(), NOTHING);

    assertThat(reply.status()).isEqualTo(414);
    assertThat(message(reply)).contains("longer than 8192");
  }

  @Test
  void takesHeadersUpToItsBuffer() {
    String header = "X-Long: " + "h".repeat(60_000);

    assertThat(http.send("GET", "/event-hooks", List.of(header), NOTHING).status()).isEqualTo(200);
    Reply tooLong = http.send("GET", "/event-hooks", List.of(header + header), NOTHING);
    assertThat(tooLong.status()).isEqualTo(431);
    assertThat(message(tooLong)).isEqualTo("The head is longer than 65536 bytes");
  }

  @ParameterizedTest
  @CsvSource({"GET, /event-hooks, 200", "DELETE, " + HOOK + ", 204", "HEAD, /event-hooks, 200"})
  void doesNotMindABodyWhereNoneIsDue(String method, String target, int status) {
    byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThat(http.send(method, target, List.of(JSON), body).status()).isEqualTo(status);
  }
}
