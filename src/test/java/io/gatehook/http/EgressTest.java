package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import io.gatehook.http.egress.EgressRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dialled is what was judged, whatever names do. */
@Timeout(30)
class EgressTest {
  private static HttpCaller caller(String allow, Lookup.NameService names) {
    EgressRules rules = Outbounds.nothingPrivateBut(allow, Optional.empty());
    return new HttpCaller(HttpConfig.defaults(), rules, Outbounds.daemons(), names);
  }

  private static String reason(HttpOutcome outcome) {
    assertThat(outcome).isInstanceOf(Unanswered.class);
    return ((Unanswered) outcome).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "10.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "::",
        "fd00:ec2::254",
        "64:ff9b::7f00:2",
        "::ffff:127.0.0.2",
        "10.0.0.1 127.0.0.2 169.254.169.254"
      })
  void aNameIsRefusedWhoseAddressesAre(String addresses) {
    try (var caller = caller("127.0.0.1", new Names(addresses))) {
      HttpOutcome outcome = Outbounds.of(caller).send(post("http://receiver.test:9/"));

      assertThat(reason(outcome)).startsWith("egress refused: ").endsWith(" (receiver.test:9)");
      assertThat(outcome.tries()).isOne();
    }
  }

  @Test
  void aNameThatChangesIsDialledAsItWasJudged() {
    var names = new Names("127.0.0.1", "127.0.0.2", "127.0.0.1");
    // closes each connection, so that each call dials
    try (var receiver = Receiver.answering(200, List.of("Connection: close"), "");
        var caller = caller("127.0.0.1", names)) {
      var call = post("http://receiver.test:%d/".formatted(receiver.port()));

      assertThat(Outbounds.of(caller).send(call)).isInstanceOf(Answered.class);
      assertThat(reason(Outbounds.of(caller).send(call))).startsWith("egress refused: 127.0.0.2");
      assertThat(Outbounds.of(caller).send(call)).isInstanceOf(Answered.class);
      assertThat(names.lookUps()).isEqualTo(3);
      assertThat(receiver.connections()).isEqualTo(2);
    }
  }

  @Test
  void refusedAddressesOfANameArePassedOver() {
    try (var receiver = Receiver.answering(Receiver.OK);
        var caller = caller("127.0.0.1", new Names("169.254.169.254 127.0.0.1"))) {
      var call = post("http://receiver.test:%d/".formatted(receiver.port()));

      assertThat(Outbounds.of(caller).send(call)).isInstanceOf(Answered.class);
    }
  }

  @Test
  void afterAnAddressThatDoesNotAnswerNoRefusedOneIsTried() {
    try (var receiver = Receiver.answering(Receiver.OK);
        var caller = caller("127.0.0.3", new Names("127.0.0.3 127.0.0.1"))) {
      var call = post("http://receiver.test:%d/".formatted(receiver.port()));

      assertThat(reason(Outbounds.of(caller).send(call))).startsWith("connect refused");
      assertThat(receiver.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]"})
  void anAddressIsNeverLookedUp(String host) {
    var names = new Names("8.8.8.8");
    try (var receiver = Receiver.answering(Receiver.OK);
        var open = caller("127.0.0.1", names);
        var closed = caller("10.0.0.1", names)) {
      var call = post("http://%s:%d/".formatted(host, receiver.port()));

      assertThat(Outbounds.of(open).send(call)).isInstanceOf(Answered.class);
      assertThat(reason(Outbounds.of(closed).send(call)))
          .startsWith("egress refused: 127.0.0.1 is loopback");
      assertThat(names.lookUps()).isZero();
    }
  }

  @Test
  void aDeniedNameIsRefusedWhateverItsAddress() {
    try (var caller = caller("127.0.0.1", new Names("127.0.0.1"))) {
      assertThat(reason(Outbounds.of(caller).send(post("https://denied.test/"))))
          .isEqualTo("egress refused: denied.test is in gatehook.egress.deny (denied.test:443)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/", "http://127.0.0.2/", "//[::1]/"})
  void aRedirectToWhatIsRefusedLeadsNowhere(String location) {
    try (var receiver = Receiver.answering(302, List.of("Location: " + location), "");
        var caller = caller("127.0.0.1", new Names("127.0.0.1"))) {
      HttpOutcome outcome = Outbounds.of(caller).send(post(receiver.url()));

      assertThat(((Answered) outcome).answer().status()).isEqualTo(302);
      assertThat(receiver.connections()).isOne();
    }
  }
}
