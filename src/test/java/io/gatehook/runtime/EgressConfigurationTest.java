package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.http.egress.EgressRules;
import io.gatehook.runtime.config.Settings;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of egress, against what they refuse. */
class EgressConfigurationTest {
  private static EgressRules rules(Map<String, String> settings, String... listening) {
    List<InetSocketAddress> addresses =
        Arrays.stream(listening).map(host -> new InetSocketAddress(host, 8011)).toList();
    return new Configuration()
        .egress(Settings.ofProcess(settings, Map.of()), new Listening(addresses));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "::1, true", "0.0.0.0, false", "::, false", "10.0.0.1, false"})
  void whatIsPrivateMayBeCalledByAServerThatOnlyItsMachineReaches(String host, boolean allowed) {
    assertThat(rules(Map.of(), host).refusal("10.0.0.2", 80).isEmpty()).isEqualTo(allowed);
    assertThat(rules(Map.of(), host).refusal("127.0.0.2", 80).isEmpty()).isEqualTo(allowed);
  }

  @Test
  void aServerThatDoesNotKnowWhereItListensCallsNothingPrivate() {
    assertThat(rules(Map.of()).refusal("10.0.0.2", 80)).isPresent();
    assertThat(rules(Map.of(), "127.0.0.1", "0.0.0.0").refusal("10.0.0.2", 80)).isPresent();
  }

  @Test
  void whatTheOperatorSaysCounts() {
    var deny = Map.of("gatehook.egress.private", "deny", "gatehook.egress.allow", "10.0.0.0/8");
    var allow = Map.of("gatehook.egress.private", "allow", "gatehook.egress.deny", "10.0.0.2");

    assertThat(rules(deny, "127.0.0.1").refusal("192.168.0.1", 80)).isPresent();
    assertThat(rules(deny, "127.0.0.1").refusal("10.0.0.2", 80)).isEmpty();
    assertThat(rules(allow, "0.0.0.0").refusal("192.168.0.1", 80)).isEmpty();
    assertThat(rules(allow, "0.0.0.0").refusal("10.0.0.2", 80)).isPresent();
  }

  @Test
  void itsOwnListenerIsNoReceiver() {
    assertThat(rules(Map.of(), "127.0.0.1").refusal("127.0.0.1", 8011)).isPresent();
    assertThat(rules(Map.of(), "127.0.0.1").refusal("127.0.0.1", 8012)).isEmpty();
  }

  /** What the start accepts, the rules can read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8",
        "10.0.0.1",
        "0.0.0.0/0 ::/0",
        "fc00::/7,::1",
        "::ffff:10.0.0.1",
        "a.test",
        "*.a.test",
        "A_b-c.test",
        "localhost",
        "  a.test   10.1.1.1/32  ",
        "*.test",
        "1.2.3.4.test"
      })
  void everyListThatIsAcceptedIsRead(String list) {
    var settings = Map.of("gatehook.egress.allow", list, "gatehook.egress.deny", list);

    assertThat(rules(settings, "127.0.0.1").config().deny()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://proxy:3128",
        "http://a:b%40@10.0.0.1:1/",
        "socks5://[::1]:65535",
        "http://a:%zz@p:9"
      })
  void everyProxyThatIsAcceptedIsRead(String url) {
    assertThat(rules(Map.of("gatehook.proxy.url", url), "127.0.0.1").config().proxy()).isPresent();
  }
}
