package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpCallerTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final HttpCaller caller = caller(LIMIT);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void sendsTheRequestAsGivenAndReadsTheAnswer() throws Exception {
    try (var receiver = Receiver.answering(201, List.of("X-A: 1", "x-a: 2"), "grüß")) {
      HttpAnswer answer = call(post(receiver.url() + "/a?b=c", "{\"ü\":1}", true));
      Receiver.Request request = receiver.request();

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.headers()).containsEntry("X-A", "1, 2").containsKey("content-length");
      assertThat(answer.body()).isEqualTo("grüß");
      assertThat(answer.truncated()).isFalse();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/a?b=c");
      assertThat(request.body()).isEqualTo("{\"ü\":1}");
      assertThat(request.headers())
          .containsEntry("host", "127.0.0.1:" + receiver.port())
          .containsEntry("content-type", "application/json")
          .containsEntry("content-length", "8")
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void doesNotFollowRedirects(int status) throws Exception {
    try (var elsewhere = Receiver.answering(Receiver.OK);
        var receiver = Receiver.answering(status, List.of("Location: " + elsewhere.url()), "")) {
      HttpAnswer answer = call(post(receiver.url()));

      assertThat(answer.status()).isEqualTo(status);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void sendsNoCookieBack() throws Exception {
    try (var receiver = Receiver.answering(200, List.of("Set-Cookie: a=b"), "")) {
      call(post(receiver.url()));
      call(post(receiver.url()));
      receiver.request();

      assertThat(receiver.request().headers()).doesNotContainKey("cookie");
    }
  }

  @Test
  void sendsABodylessGetWithoutLength() throws Exception {
    try (var receiver = Receiver.answering(Receiver.OK)) {
      call(HttpCalls.of("GET", receiver.url()));

      assertThat(receiver.request().headers()).doesNotContainKey("content-length");
    }
  }

  @Test
  void readsNoBodyAfterHead() throws Exception {
    try (var receiver = Receiver.answering("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")) {
      assertThat(call(HttpCalls.of("HEAD", receiver.url())).body()).isEmpty();
    }
  }

  @Test
  void takesTheFinalAnswerAfterInformationalOnes() throws Exception {
    try (var receiver =
        Receiver.answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + Receiver.OK)) {
      assertThat(call(post(receiver.url())).status()).isEqualTo(200);
    }
  }

  @Test
  void keepsTheConnection() throws Exception {
    try (var receiver = Receiver.answering(Receiver.OK)) {
      call(post(receiver.url()));
      call(post(receiver.url()));

      assertThat(receiver.connections()).isOne();
    }
  }

  @Test
  void closesTheConnectionWhenToldTo() throws Exception {
    try (var receiver = Receiver.answering(200, List.of("Connection: close"), "")) {
      call(post(receiver.url()));
      call(post(receiver.url()));

      assertThat(receiver.connections()).isEqualTo(2);
    }
  }

  @Test
  void cutsAnEndlessBodyAndLetsTheStatusDecide() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                connection.say("x".repeat(1000));
              }
            })) {
      HttpAnswer answer = call(post(receiver.url()));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSize(64 * 1024);
      assertThat(answer.truncated()).isTrue();
    }
  }

  @Test
  void takesABodyOfExactlyTheLimitWhole() throws Exception {
    try (var receiver = Receiver.answering(200, List.of(), "x".repeat(64 * 1024))) {
      HttpAnswer answer = call(post(receiver.url()));

      assertThat(answer.body()).hasSize(64 * 1024);
      assertThat(answer.truncated()).isFalse();
    }
  }

  @Test
  void takesLargeHeadersWithinTheLimit() throws Exception {
    try (var receiver = Receiver.answering(200, List.of("X-A: " + "x".repeat(30 * 1024)), "")) {
      assertThat(call(post(receiver.url())).headers().get("x-a")).hasSize(30 * 1024);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: xxxxxxxxx\r\n", "xxxxxxxxxxxxxxxxx"})
  void refusesHeadersWithoutEnd(String piece) throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say("HTTP/1.1 200 OK\r\nX-B: ");
              while (true) {
                connection.say(piece.repeat(100));
              }
            })) {
      assertThat(failure(post(receiver.url())))
          .hasMessage("response headers too large (127.0.0.1:%d)", receiver.port());
    }
  }

  @Test
  void refusesInformationalAnswersWithoutEnd() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              while (true) {
                connection.say("HTTP/1.1 100 Continue\r\n\r\n");
              }
            })) {
      assertThat(failure(post(receiver.url())))
          .hasMessageStartingWith("response headers too large");
    }
  }

  @Test
  void refusesTrailersWithoutEnd() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
              while (true) {
                connection.say("X-A: xxxxxxxxxxx\r\n".repeat(100));
              }
            })) {
      assertThat(failure(post(receiver.url()))).hasMessageStartingWith("response too large");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "HTTP/1.1 two hundred\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void tellsWhatIsNotHttp(String garbage) throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(garbage);
            })) {
      assertThat(failure(post(receiver.url())))
          .hasMessage("not HTTP (127.0.0.1:%d)", receiver.port());
    }
  }

  @Test
  void tellsThatTheConnectionWasClosedWithoutAnAnswer() throws Exception {
    try (var receiver = Receiver.speaking(Receiver.Connection::hear)) {
      assertThat(failure(post(receiver.url())))
          .hasMessageStartingWith("connection closed without an answer");
    }
  }

  @Test
  void tellsThatTheConnectionWasResetMidBody() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf");
              connection.reset();
            })) {
      assertThat(failure(post(receiver.url())))
          .hasMessageMatching("connection (reset|closed) in the middle of the answer \\(.*");
    }
  }

  @Test
  void tellsThatTheBodyIsShorterThanPromised() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf");
            })) {
      assertThat(failure(post(receiver.url())))
          .hasMessageStartingWith("connection closed in the middle of the answer");
    }
  }

  @Test
  void aRefusedConnectionIsNotSent() throws Exception {
    int port = unusedPort();

    assertThat(notSent(post("http://u:p@127.0.0.1:%d/x?token=t".formatted(port))))
        .hasMessage("connect refused (127.0.0.1:%d)", port);
  }

  @Test
  void anUnknownHostIsNotSent() {
    assertThat(notSent(post("http://nowhere.invalid/x")))
        .hasMessage("unknown host (nowhere.invalid:80)");
  }

  @Test
  void aKeptConnectionThatTheReceiverClosedIsNotSent() throws Exception {
    var closed = new CountDownLatch(1);
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(Receiver.OK);
              if (connection.number() == 1) {
                connection.reset();
                closed.countDown();
              }
            })) {
      call(post(receiver.url()));
      closed.await();

      NotSent first = notSent(post(receiver.url()));
      HttpAnswer second = call(post(receiver.url()));

      assertThat(first).hasMessageStartingWith("kept connection was closed");
      assertThat(second.status()).isEqualTo(200);
    }
  }

  @Test
  void aKeptConnectionThatDiesAfterTheFirstByteMayHaveBeenSent() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(Receiver.OK);
              connection.hear();
              connection.say("HTTP/1.1 2");
            })) {
      call(post(receiver.url()));

      assertThat(failure(post(receiver.url()))).isNotNull();
    }
  }

  @Test
  void tellsThatConnectingTookTooLong() throws Exception {
    var config = new HttpConfig(LIMIT, Duration.ofMillis(200), Duration.ofSeconds(30), 1);
    try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var caller = new HttpCaller(config, Outbounds.anywhere(), Outbounds.daemons());
        var first = new Socket("127.0.0.1", full.getLocalPort());
        var second = new Socket("127.0.0.1", full.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      var call = post("http://127.0.0.1:%d/".formatted(full.getLocalPort()));

      assertThat(catchThrowableOfType(CallFailed.class, () -> call(caller, call)))
          .hasMessage("connect timed out (127.0.0.1:%d)", full.getLocalPort());
    }
  }

  @Test
  void sendsAPathOfTwoSlashesAsItIs() throws Exception {
    try (var receiver = Receiver.answering(Receiver.OK)) {
      call(post(receiver.url() + "//elsewhere.test/x"));

      assertThat(receiver.request().target()).isEqualTo("//elsewhere.test/x");
    }
  }

  @Test
  void closesAnIdleConnectionWhenTheReceiverIsAboutTo() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(
                  "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n");
              if (!connection.hear()) {
                hungUp.countDown();
              }
            })) {
      call(post(receiver.url()));

      assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void looksWhetherAConnectionThatLayIdleIsStillOpen() throws Exception {
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(Receiver.OK);
            })) {
      var kept = new CompletableFuture<Void>();
      call(post(receiver.url()));
      kept.completeOnTimeout(null, 1100, TimeUnit.MILLISECONDS).join();

      assertThat(call(post(receiver.url())).status()).isEqualTo(200);
    }
  }

  @Test
  void triesEveryAddressOfAHost() throws Exception {
    try (var receiver = Receiver.answering(Receiver.OK);
        var caller =
            new HttpCaller(
                HttpConfig.defaults(),
                Outbounds.anywhere(),
                Outbounds.daemons(),
                host ->
                    new InetAddress[] {
                      InetAddress.getByName("127.9.9.9"), InetAddress.getByName("127.0.0.1")
                    })) {
      var call = post("http://two.test:%d/".formatted(receiver.port()));

      assertThat(call(caller, call).status()).isEqualTo(200);
      assertThat(receiver.request().headers()).containsEntry("host", "two.test:" + receiver.port());
    }
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(16);
    try (var receiver = Receiver.answering(Receiver.OK)) {
      var calls =
          IntStream.range(0, 400)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> call(post(receiver.url(), "{\"i\":%d}".formatted(i), true))))
              .toList();

      for (var call : calls) {
        assertThat(call.get().body()).isEqualTo("ok");
      }
      assertThat(receiver.connections()).isLessThanOrEqualTo(16);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aHangingCallDoesNotHoldUpAnotherToTheSameHost() throws Exception {
    var threads = Executors.newFixedThreadPool(64);
    try (var receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              if (connection.number() <= 63) {
                connection.awaitHangUp();
              }
              connection.say(Receiver.OK);
            })) {
      IntStream.range(0, 63).forEach(i -> threads.submit(() -> call(post(receiver.url()))));
      for (int i = 0; i < 63; i++) {
        receiver.request();
      }

      assertThat(call(post(receiver.url())).status()).isEqualTo(200);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private HttpAnswer call(HttpCall call) throws NotSent, CallFailed {
    return call(caller, call);
  }

  private static HttpAnswer call(HttpCaller caller, HttpCall call) throws NotSent, CallFailed {
    try (var deadline = caller.deadline(call)) {
      return caller.call(call, deadline);
    }
  }

  private CallFailed failure(HttpCall call) {
    return catchThrowableOfType(CallFailed.class, () -> call(call));
  }

  private NotSent notSent(HttpCall call) {
    return catchThrowableOfType(NotSent.class, () -> call(call));
  }

  private static HttpCaller caller(Duration limit) {
    var defaults = HttpConfig.defaults();
    return new HttpCaller(
        new HttpConfig(limit, defaults.connectTimeout(), defaults.keepAlive(), 16),
        Outbounds.anywhere(),
        Outbounds.daemons());
  }
}
