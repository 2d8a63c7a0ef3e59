package io.gatehook.access;

import static io.gatehook.access.AskingSamples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is served while no token is set. */
class LocalRulesTest {
  private final LocalRules rules = new LocalRules("gate.test");

  @Test
  void servesACommandLineOnThisMachine() {
    assertThat(rules.refusal(aRequest().made())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.8.7",
        "::1",
        "0:0:0:0:0:0:0:1",
        "0:0:0:0:0:0:0:1%lo",
        "::ffff:127.0.0.1",
        "0:0:0:0:0:ffff:127.0.0.1"
      })
  void servesEveryLoopbackAddress(String client) {
    assertThat(rules.refusal(aRequest().from(client).made())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "128.0.0.1",
        "126.255.255.255",
        "1270.0.0.1",
        "0.0.0.0",
        "::",
        "::2",
        "fe80::1",
        "::ffff:10.0.0.1",
        "127.0.0.1.example.com",
        "",
        "localhost"
      })
  void refusesEveryOtherClient(String client) {
    assertThat(rules.refusal(aRequest().from(client).made()))
        .hasValueSatisfying(text -> assertThat(text).contains("this machine", "admin.token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "x-forwarded-host",
        "X-Forwarded-Anything",
        "X-Real-IP",
        "x-real-ip",
        "Via",
        "VIA"
      })
  void refusesWhatAProxyAdds(String header) {
    assertThat(rules.refusal(aRequest().with(header, "").made()))
        .hasValueSatisfying(text -> assertThat(text).contains("proxy (" + header + ")"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8011",
        "localhost:9000",
        "127.0.0.1",
        "127.1.2.3:80",
        "[::1]",
        "[::1]:8011",
        "[0:0:0:0:0:0:0:1]:8011",
        "gate.test",
        "Gate.Test:8011"
      })
  void servesItsOwnNames(String host) {
    assertThat(rules.refusal(aRequest().with("Host", host).made())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.test",
        "evil.test:8011",
        "localhost.evil.test",
        "evil-localhost",
        "127.0.0.1.evil.test",
        "localhost:8011:8011",
        "localhost:x",
        "[::2]",
        "192.168.1.1",
        "gate.test.evil",
        "",
        "localhost\tx"
      })
  void refusesAForeignName(String host) {
    assertThat(rules.refusal(aRequest().with("Host", host).made()))
        .hasValueSatisfying(text -> assertThat(text).contains("this Host"));
  }

  @Test
  void servesAClientThatNamesNoHost() {
    assertThat(rules.refusal(aRequest().without("Host").made())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8011, http://127.0.0.1:8011",
    "localhost:8011, http://LOCALHOST:8011",
    "localhost, http://localhost",
  })
  void servesPagesOfItsOwn(String host, String origin) {
    var request = aRequest().with("Host", host).with("Origin", origin);

    assertThat(rules.refusal(request.with("Sec-Fetch-Site", "same-origin").made())).isEmpty();
  }

  @Test
  void servesAnAddressTypedIntoABrowser() {
    assertThat(rules.refusal(aRequest().with("Sec-Fetch-Site", "none").made())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.test",
    "Origin, null",
    "Origin, http://127.0.0.1:3000",
    "Origin, http://localhost:8011",
    "Origin, https://127.0.0.1:8011",
    "Origin, http://127.0.0.1:8011.evil.test",
    "Origin, ''",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, ''",
  })
  void refusesPagesOfOthers(String header, String value) {
    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      assertThat(rules.refusal(aRequest().to(method, "/").with(header, value).made()))
          .hasValue("Requests of other origins are not allowed");
    }
  }

  @Test
  void refusesASecondOriginBesideItsOwn() {
    var request = aRequest().with("Origin", "http://127.0.0.1:8011").with("Origin", "http://evil");

    assertThat(rules.refusal(request.made())).isPresent();
  }

  @Test
  void refusesAnOriginWhereNoHostSaysWhatItsOwnIs() {
    assertThat(rules.refusal(aRequest().without("Host").with("Origin", "http://x").made()))
        .isPresent();
  }
}
