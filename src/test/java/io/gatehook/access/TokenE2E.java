package io.gatehook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.RawHttp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on every address of the machine, with its tokens. */
class TokenE2E {
  private static final byte[] NOTHING = {};
  private static final String UNKNOWN = "{\"message\":\"Invalid RBAC credentials\"}";
  private static final String ADMIN = "Kong-Admin-Token: k";
  private static final String INGEST = "Authorization: Bearer only-events";

  private static Gatehook gatehook;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.http.host", "0.0.0.0",
                "gatehook.admin.token", "k",
                "gatehook.ingest.token", "only-events"));
    http = new RawHttp(gatehook.url());
  }

  @AfterAll
  static void stop() {
    gatehook.close();
  }

  /** The platform serves metrics, OpenAPI and what lies below health by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/event-hooks",
        "/default/event-hooks",
        "/event-hooks/sources",
        "/deliveries",
        "/templates",
        "/nowhere",
        "/",
        "/metrics",
        "/metrics/",
        "//metrics",
        "/metrics?scope=base",
        "/%6detrics",
        "/openapi",
        "/openapi/",
        "/health/nonsense",
        "/health/../metrics",
        "/health;/../metrics",
        "/a/%2e%2e/metrics",
      })
  void everythingNeedsAToken(String target) {
    for (List<String> headers :
        List.of(
            List.<String>of(),
            List.of("Kong-Admin-Token: wrong"),
            List.of("Kong-Admin-Token:"),
            List.of("Authorization: Basic az06az0="),
            List.of("Authorization: Bearer wrong"),
            List.of(ADMIN, "Kong-Admin-Token: wrong"))) {
      RawHttp.Reply reply = http.send("GET", target, headers, NOTHING);

      assertThat(reply.status()).as("%s %s", target, headers).isEqualTo(401);
      assertThat(reply.body()).isEqualTo(UNKNOWN);
      assertThat(reply.head()).contains("WWW-Authenticate: Bearer");
    }
  }

  /** Every way of writing a path that some server takes for another one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/..;/metrics",
        "/health/..;/event-hooks",
        "/health/%2e%2e/event-hooks",
        "/health/ready/../../event-hooks",
        "/health%2f..%2fevent-hooks",
        "/health/..%2fevent-hooks",
        "/health/..%5cevent-hooks",
        "/health\\..\\event-hooks",
        "/health%00/../event-hooks",
        "/health%zz/../event-hooks",
        "/health;/../event-hooks",
        "/health//../event-hooks",
        "/health/./../event-hooks",
        "/health?/../event-hooks",
        "/health#/../event-hooks",
        "/worker-events/../event-hooks",
        "/worker-events/..;/event-hooks",
        "/worker-events/%2e%2e/event-hooks",
        "/worker-events;/../event-hooks",
        "/worker-events;x=/../../event-hooks",
        "/worker-events%2f..%2fevent-hooks",
        "/default/worker-events/../../event-hooks",
        "/default/../event-hooks",
        "//event-hooks",
        "/event-hooks;jsessionid=1",
        "/%65vent-hooks",
        "/EVENT-HOOKS",
        "http://127.0.0.1/event-hooks",
        "http://127.0.0.1/worker-events/../event-hooks",
        "http:///event-hooks",
        "/WEB-INF/../event-hooks",
        "/..;/event-hooks",
      })
  void noTrickWithAPathOpensWhatATokenDoesNot(String target) {
    for (String method : List.of("GET", "POST", "HEAD")) {
      assertThat(http.send(method, target, List.of(), NOTHING).status())
          .as("%s %s without a token", method, target)
          .isIn(health(target, method) ? List.of(200) : List.of(400, 401, 404));
      assertThat(http.send(method, target, List.of(INGEST), NOTHING).status())
          .as("%s %s with the token of a gateway", method, target)
          .isIn(health(target, method) ? List.of(200) : List.of(400, 403, 404));
    }
  }

  /** What follows a question mark is no path. */
  private static boolean health(String target, String method) {
    return target.startsWith("/health?") && !method.equals("POST");
  }

  @ParameterizedTest
  @CsvSource({
    "/event-hooks, 200",
    "/default/event-hooks, 200",
    "/metrics, 200",
    "/openapi, 200",
    "/health, 200",
    "/nowhere, 404",
  })
  void theAdminTokenOpensEverything(String target, int status) {
    for (String header : List.of(ADMIN, "kong-admin-token:   k", "Authorization: bearer k")) {
      List<String> proxied = List.of(header, "X-Forwarded-For: 203.0.113.1", "Host: any.example");

      assertThat(http.send("GET", target, proxied, NOTHING).status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /event-hooks, read",
    "POST, /event-hooks, create",
    "PATCH, /event-hooks/77777777-7777-4777-8777-777777777777, update",
    "DELETE, /event-hooks/77777777-7777-4777-8777-777777777777, delete",
    "GET, /worker-events?source=a&key=b, read",
    "DELETE, /worker-events/77777777-7777-4777-8777-777777777777, delete",
    "POST, /worker-events/../event-hooks, create",
    "POST, /worker-events;/../event-hooks, create",
    "GET, /deliveries, read",
    "GET, /metrics, read",
    "GET, /openapi, read",
  })
  void theIngestTokenOpensNothingElse(String method, String target, String verb) {
    RawHttp.Reply reply = http.send(method, target, List.of(INGEST), NOTHING);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body())
        .isEqualTo(
            "{\"message\":\"ingest, you do not have permissions to %s this resource\"}"
                .formatted(verb));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/worker-events", "/default/worker-events"})
  void theIngestTokenSendsEvents(String target) {
    byte[] event =
        "{\"source\":\"s\",\"event\":\"e\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    List<String> headers = List.of(INGEST, "Content-Type: application/json");

    assertThat(http.send("POST", target, headers, event).status()).isEqualTo(202);
  }

  @Test
  void healthIsOpenWithoutDetail() {
    for (String target : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
      for (String header : List.of("X-A: b", INGEST, "Kong-Admin-Token: wrong")) {
        RawHttp.Reply reply = http.send("GET", target, List.of(header), NOTHING);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"UP\"}");
      }
      assertThat(http.send("GET", target, List.of(ADMIN), NOTHING).body()).contains("checks");
      assertThat(http.send("HEAD", target, List.of(), NOTHING).body()).isEmpty();
    }
  }

  @Test
  void theSameHoldsFromOutsideOfTheMachine() throws SocketException {
    Optional<InetAddress> own = addressOfTheMachine();
    assumeThat(own).isPresent();
    var api = new Api(gatehook.url().replace("127.0.0.1", own.orElseThrow().getHostAddress()));

    assertThat(api.get("/event-hooks").status()).isEqualTo(401);
    assertThat(api.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(api.send(api.request("/event-hooks").header("Kong-Admin-Token", "k")).status())
        .isEqualTo(200);
  }

  @Test
  void neitherLogNorBannerShowsAToken() {
    assertThat(gatehook.log())
        .contains("Kong-Admin-Token: $GATEHOOK_ADMIN_TOKEN")
        .doesNotContain("only-events", "Token: k");
  }

  private static Optional<InetAddress> addressOfTheMachine() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
