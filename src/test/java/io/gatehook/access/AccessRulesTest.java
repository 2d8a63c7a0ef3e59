package io.gatehook.access;

import static io.gatehook.access.AskingSamples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.access.Verdict.Granted;
import io.gatehook.access.Verdict.Refused;
import io.gatehook.access.Verdict.StatusOnly;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
  private static final Verdict UNKNOWN = new Refused(401, "Invalid RBAC credentials");
  private static final String ADMIN = "a";
  private static final String INGEST = "a-token-that-is-longer";

  private final AccessRules open = rules(Map.of(), Optional.empty());
  private final AccessRules guarded =
      rules(Map.of(Role.ADMIN, ADMIN, Role.INGEST, INGEST), Optional.empty());

  private static AccessRules rules(Map<Role, String> tokens, Optional<String> exposure) {
    return new AccessRules(new AccessConfig(new Tokens(tokens), "127.0.0.1", exposure, false));
  }

  @Test
  void plainRequestsAreRefusedWhereTlsIsSpoken() {
    var secure =
        new AccessRules(
            new AccessConfig(new Tokens(Map.of()), "127.0.0.1", Optional.empty(), true));

    assertThat(secure.judge(aRequest().made())).isInstanceOf(Refused.class);
    assertThat(secure.judge(aRequest().by("https").made())).isEqualTo(new Granted());
  }

  @Test
  void withoutATokenLocalRulesHoldAndATokenIsIgnored() {
    assertThat(open.judge(aRequest().made())).isEqualTo(new Granted());
    assertThat(open.judge(aRequest().with("Kong-Admin-Token", "anything").made()))
        .isEqualTo(new Granted());
    assertThat(open.judge(aRequest().from("10.0.0.1").with("Kong-Admin-Token", "x").made()))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Kong-Admin-Token, a",
    "kong-admin-token, a",
    "Authorization, Bearer a",
    "authorization, bearer   a"
  })
  void theAdminTokenAllowsEverythingFromAnywhere(String header, String value) {
    var request =
        aRequest()
            .from("203.0.113.9")
            .with("Host", "gatehook.example.com")
            .with("X-Forwarded-For", "198.51.100.1")
            .with(header, value);

    assertThat(guarded.judge(request.to("DELETE", "/anything").made())).isEqualTo(new Granted());
  }

  @ParameterizedTest
  @CsvSource({
    "Kong-Admin-Token, b",
    "Kong-Admin-Token, ''",
    "Kong-Admin-Token, A",
    "Kong-Admin-Token, a-token-that-is-longe",
    "Authorization, a",
    "Authorization, Basic a",
    "Authorization, Bearer",
    "Authorization, Bearer a b",
    "X-Token, a"
  })
  void anythingElseIsUnknown(String header, String value) {
    assertThat(guarded.judge(aRequest().with(header, value).made())).isEqualTo(UNKNOWN);
  }

  @Test
  void noTokenIsUnknownAlsoOnThisMachine() {
    assertThat(guarded.judge(aRequest().made())).isEqualTo(UNKNOWN);
  }

  @Test
  void aTokenThatStandsThereTwiceIsUnknown() {
    var twice = aRequest().with("Kong-Admin-Token", "b").with("Kong-Admin-Token", ADMIN);

    assertThat(guarded.judge(twice.made())).isEqualTo(UNKNOWN);
  }

  @Test
  void theHeaderOfKongGoesBeforeTheBearer() {
    var both = aRequest().with("Kong-Admin-Token", "b").with("Authorization", "Bearer " + ADMIN);

    assertThat(guarded.judge(both.made())).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /worker-events, ",
    "POST, /default/worker-events, ",
    "GET, /worker-events, read",
    "HEAD, /event-hooks, read",
    "OPTIONS, /worker-events, read",
    "POST, /event-hooks, create",
    "POST, /worker-events/, create",
    "POST, //worker-events, create",
    "POST, /worker-events;x, create",
    "POST, /worker-events/../event-hooks, create",
    "POST, /worker%2Devents, create",
    "PUT, /event-hooks/1, update",
    "PATCH, /event-hooks/1, update",
    "DELETE, /worker-events/1, delete",
    "GET, /metrics, read",
    "GET, /openapi, read",
  })
  void theIngestTokenAllowsIngestAlone(String method, String path, String verb) {
    var request = aRequest().to(method, path).with("Kong-Admin-Token", INGEST);

    assertThat(guarded.judge(request.made()))
        .isEqualTo(
            verb == null
                ? new Granted()
                : new Refused(
                    403,
                    "ingest, you do not have permissions to %s this resource".formatted(verb)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void healthShowsItsStatusToEverybody(String path) {
    assertThat(guarded.judge(aRequest().to("GET", path).made())).isEqualTo(new StatusOnly());
    assertThat(guarded.judge(aRequest().to("HEAD", path).made())).isEqualTo(new StatusOnly());
    assertThat(open.judge(aRequest().to("GET", path).with("Via", "x").made()))
        .isEqualTo(new StatusOnly());
  }

  @Test
  void healthTellsAllToWhomMayKnow() {
    var health = aRequest().to("GET", "/health");

    assertThat(open.judge(health.made())).isEqualTo(new Granted());
    assertThat(guarded.judge(health.with("Kong-Admin-Token", ADMIN).made()))
        .isEqualTo(new Granted());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /health",
    "GET, /health/",
    "GET, /health/../event-hooks",
    "GET, /health;x",
    "GET, //health",
    "GET, /healthy",
    "GET, /health/x",
    "GET, /%68ealth"
  })
  void whatOnlyLooksLikeHealthIsNot(String method, String path) {
    assertThat(guarded.judge(aRequest().to(method, path).made())).isEqualTo(UNKNOWN);
  }

  @Test
  void nobodyIsServedWhileOthersCanReachItWithoutAToken() {
    AccessRules exposed = rules(Map.of(), Optional.of("set it."));

    assertThat(exposed.judge(aRequest().made())).isEqualTo(new Refused(403, "set it."));
    assertThat(exposed.judge(aRequest().to("GET", "/health").made()))
        .isEqualTo(new Refused(403, "set it."));
  }
}
