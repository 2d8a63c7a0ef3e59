package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import io.gatehook.http.proxy.ProxyServer;
import io.gatehook.http.proxy.TestProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that take a proxy: it is asked for what was judged, and for nothing that is refused. */
@Timeout(60)
class ThroughProxyTest {
  private static final String PUBLIC = "93.184.215.14";
  private static final String IPV6 = "2606:2800:21f:cb07::1";
  private static final Optional<String> LOGIN = Optional.of("ada:secret");

  @TempDir static Path dir;
  private static Receiver secure;

  @BeforeAll
  static void listen() throws Exception {
    secure =
        Receiver.listening(
            LocalhostKey.context(dir.resolve("keys.p12"), "changeit").getServerSocketFactory(),
            connection -> {
              while (connection.hear()) {
                connection.say(Receiver.OK);
              }
            });
  }

  @AfterAll
  static void hangUp() {
    secure.close();
  }

  private static HttpCaller caller(String kind, int port, Names names) {
    var proxy = ProxyServer.parse("%s://ada:secret@127.0.0.1:%d".formatted(kind, port));
    return new HttpCaller(
        HttpConfig.defaults(),
        Outbounds.nothingPrivateBut("127.0.0.1", Optional.of(proxy)),
        Outbounds.daemons(),
        names);
  }

  private static String reason(HttpOutcome outcome) {
    assertThat(outcome).isInstanceOf(Unanswered.class);
    return ((Unanswered) outcome).reason();
  }

  @ParameterizedTest
  @CsvSource({
    "http, http, POST http://receiver.test:7777/a?b=c",
    "http, https, CONNECT 93.184.215.14:7777",
    "socks5, http, SOCKS 93.184.215.14:7777",
    "socks5, https, SOCKS 93.184.215.14:7777",
  })
  void theProxyIsAskedForTheAddressThatWasJudged(String kind, String scheme, String asked)
      throws Exception {
    try (var plain = Receiver.answering(Receiver.OK)) {
      Receiver receiver = scheme.equals("https") ? secure : plain;
      try (var proxy = new TestProxy(receiver.port(), LOGIN);
          var caller = caller(kind, proxy.port(), new Names(PUBLIC))) {
        var call = post(scheme + "://receiver.test:7777/a?b=c", "{}", false);

        assertThat(Outbounds.of(caller).send(call)).isInstanceOf(Answered.class);
        assertThat(proxy.asked()).containsExactly(asked);
        Receiver.Request request = receiver.request();
        assertThat(request.target()).isEqualTo("/a?b=c");
        assertThat(request.headers())
            .containsEntry("host", "receiver.test:7777")
            .doesNotContainKey("proxy-authorization");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http, http://receiver.test/, POST http://receiver.test/",
    "http, http://[2606:2800:21f:cb07::1]:81/, POST http://[2606:2800:21f:cb07::1]:81/",
    "http, https://receiver.test/, CONNECT [2606:2800:21f:cb07:0:0:0:1]:443",
    "socks5, https://receiver.test/, SOCKS 2606:2800:21f:cb07:0:0:0:1:443",
  })
  void theProxyIsAskedInTheFormThatItUnderstands(String kind, String url, String asked) {
    try (var plain = Receiver.answering(Receiver.OK)) {
      int receiver = url.startsWith("https") ? secure.port() : plain.port();
      try (var proxy = new TestProxy(receiver, LOGIN);
          var caller = caller(kind, proxy.port(), new Names(IPV6))) {
        assertThat(Outbounds.of(caller).send(post(url, "{}", false))).isInstanceOf(Answered.class);
        assertThat(proxy.asked()).containsExactly(asked);
      }
    }
  }

  @Test
  void aForwardedConnectionIsKeptForTheNextRequest() {
    try (var receiver = Receiver.answering(Receiver.OK);
        var proxy = new TestProxy(receiver.port(), LOGIN);
        var caller = caller("http", proxy.port(), new Names(PUBLIC))) {
      for (int i = 0; i < 2; i++) {
        var call = HttpCalls.of("GET", "http://receiver.test/");
        assertThat(Outbounds.of(caller).send(call)).isInstanceOf(Answered.class);
      }
      assertThat(receiver.connections()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void theProxyIsNeverAskedForWhatIsRefused(String kind) {
    try (var proxy = new TestProxy(1, LOGIN);
        var caller = caller(kind, proxy.port(), new Names("10.0.0.1", "169.254.169.254"))) {
      for (String url : List.of("http://receiver.test/", "https://receiver.test/")) {
        assertThat(reason(Outbounds.of(caller).send(post(url)))).startsWith("egress refused: ");
      }
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void whatIsOnThisMachineIsReachedWithoutTheProxy() {
    try (var receiver = Receiver.answering(Receiver.OK);
        var proxy = new TestProxy(1, LOGIN);
        var caller = caller("http", proxy.port(), new Names("127.0.0.1"))) {
      assertThat(Outbounds.of(caller).send(post(receiver.url()))).isInstanceOf(Answered.class);
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http, https, ada:other, 7777, proxy: status 407 (receiver.test:7777)",
    "socks5, http, ada:other, 7777, proxy: user or password not accepted (receiver.test:7777)",
    "socks5, http, , 7777, proxy: another authentication is wanted (receiver.test:7777)",
    "socks5, http, ada:secret, 1, proxy: connect refused (receiver.test:1)",
  })
  void saysWhatTheProxyDoesNotLike(
      String kind, String scheme, String login, int port, String reason) {
    try (var proxy = new TestProxy(1, Optional.ofNullable(login));
        var caller = caller(kind, proxy.port(), new Names(PUBLIC))) {
      var call = post("%s://receiver.test:%d/".formatted(scheme, port));

      assertThat(reason(Outbounds.of(caller).send(call))).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @CsvSource({"http, https, proxy: not HTTP", "socks5, http, proxy: not SOCKS5"})
  void saysThatAProxyIsNone(String kind, String scheme, String reason) {
    try (var garbage =
            Receiver.speaking(
                connection -> {
                  connection.say("SSH-2.0-OpenSSH_9.2\r\n\r\n");
                  connection.awaitHangUp();
                });
        var caller = caller(kind, garbage.port(), new Names(PUBLIC))) {
      assertThat(reason(Outbounds.of(caller).send(post(scheme + "://receiver.test/"))))
          .startsWith(reason);
    }
  }

  @Test
  void aProxyWithoutEndIsCut() {
    try (var endless =
            Receiver.speaking(
                connection -> {
                  connection.say("HTTP/1.1 200 OK\r\n");
                  while (true) {
                    connection.say("X-A: b\r\n".repeat(100));
                  }
                });
        var caller = caller("http", endless.port(), new Names(PUBLIC))) {
      assertThat(reason(Outbounds.of(caller).send(post("https://receiver.test/"))))
          .startsWith("proxy: answer too large");
    }
  }

  @Test
  void saysThatTheProxyIsNotThere() {
    try (var gone = Receiver.answering(Receiver.OK)) {
      gone.close();
      try (var caller = caller("http", gone.port(), new Names(PUBLIC))) {
        assertThat(reason(Outbounds.of(caller).send(post("http://receiver.test/"))))
            .isEqualTo("proxy: connect refused (receiver.test:80)");
      }
    }
  }
}
