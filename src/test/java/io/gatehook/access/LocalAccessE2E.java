package io.gatehook.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Gatehook;
import io.gatehook.RawHttp;
import io.gatehook.SharedGatehook;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server without a token: who on this machine is served. */
@ExtendWith(SharedGatehook.class)
class LocalAccessE2E {
  private static final byte[] NOTHING = {};

  private static RawHttp http;
  private static int port;

  @BeforeAll
  static void find(Gatehook gatehook) {
    http = new RawHttp(gatehook.url());
    port = Integer.parseInt(gatehook.url().replaceAll(".*:", ""));
  }

  /** Headers are separated by a bar; PORT is ours. */
  @ParameterizedTest
  @CsvSource({
    "Host: 127.0.0.1:PORT, 200",
    "Host: localhost:PORT, 200",
    "Host: localhost, 200",
    "Host: [::1]:PORT, 200",
    "Kong-Admin-Token: whatever, 200",
    "Authorization: Bearer whatever, 200",
    "Origin: http://127.0.0.1:PORT|Sec-Fetch-Site: same-origin, 200",
    "Sec-Fetch-Site: none, 200",
    "Host: rebound.example.com:PORT, 403",
    "Host: localhost.example.com, 403",
    "Host: 192.168.1.10:PORT, 403",
    "Host: rebound.example.com|Kong-Admin-Token: whatever, 403",
    "Forwarded: for=203.0.113.1, 403",
    "X-Forwarded-For: 203.0.113.1, 403",
    "x-forwarded-proto: https, 403",
    "X-Forwarded-Host: 127.0.0.1, 403",
    "X-Real-IP: 127.0.0.1, 403",
    "Via: 1.1 proxy, 403",
    "Origin: http://example.com, 403",
    "Origin: null, 403",
    "Origin: http://localhost:3000, 403",
    "Origin: http://127.0.0.1:PORT|Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403",
  })
  void servesThisMachineAndNobodyThroughIt(String headers, int status) {
    List<String> sent = headers(headers);
    for (String target :
        List.of("/event-hooks", "/default/event-hooks", "/metrics", "/openapi", "/deliveries")) {
      RawHttp.Reply reply = http.send("GET", target, sent, NOTHING);

      assertThat(reply.status()).as(target).isEqualTo(status);
      if (status == 403) {
        assertThat(reply.head()).contains("application/json").doesNotContain("Access-Control");
        assertThat(reply.body()).startsWith("{\"message\":\"");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://example.com|Content-Type: application/x-www-form-urlencoded",
    "Sec-Fetch-Site: cross-site|Content-Type: application/x-www-form-urlencoded",
    "Origin: null|Content-Type: text/plain",
    "Host: rebound.example.com|Content-Type: application/json",
  })
  void aFormOfAnotherSiteMakesNoHook(String headers) {
    byte[] form = "source=crud&handler=log".getBytes(StandardCharsets.UTF_8);

    assertThat(http.send("POST", "/event-hooks", headers(headers), form).status()).isEqualTo(403);
    assertThat(http.send("GET", "/event-hooks", List.of(), NOTHING).body()).contains("\"data\":[]");
  }

  @Test
  void aPreflightOfAnotherSiteIsRefused() {
    List<String> preflight =
        List.of("Origin: http://example.com", "Access-Control-Request-Method: DELETE");

    assertThat(http.send("OPTIONS", "/event-hooks", preflight, NOTHING).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"/health", "/health/live", "/health/ready", "/health/started"})
  void healthSaysNoMoreThanItsStatusToWhomIsNotServed(String target) {
    List<String> proxied = List.of("X-Forwarded-For: 203.0.113.1");

    assertThat(http.send("GET", target, proxied, NOTHING).body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(http.send("GET", target, List.of(), NOTHING).body()).contains("checks");
  }

  private static List<String> headers(String line) {
    return Arrays.stream(line.replace("PORT", String.valueOf(port)).split("\\|")).toList();
  }
}
