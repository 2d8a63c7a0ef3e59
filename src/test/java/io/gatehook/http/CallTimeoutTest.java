package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.http.HttpOutcome.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The total limit holds whatever the receiver does; the limit is one second here. */
@Timeout(30)
class CallTimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  @Test
  void endsACallThatIsNeverAnswered() throws Exception {
    endsInTime(
        connection -> {
          connection.hear();
          connection.awaitHangUp();
        });
  }

  @Test
  void ownTimeLimitOfACallWins() throws Exception {
    try (var caller = caller(InetAddress::getAllByName);
        var receiver =
            Receiver.speaking(
                connection -> {
                  connection.hear();
                  connection.awaitHangUp();
                })) {
      HttpCall call = within(Duration.ofMillis(200), receiver.url());

      assertThat(Outbounds.of(caller).send(call))
          .isEqualTo(
              new Unanswered("no answer within 0.2s (%s)".formatted(call.url().hostAndPort()), 1));
    }
  }

  @Test
  void longerTimeLimitOfACallWinsToo() throws Exception {
    try (var caller = caller(InetAddress::getAllByName);
        var receiver =
            Receiver.speaking(
                connection -> {
                  connection.hear();
                  TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis() + 300);
                  connection.say(Receiver.OK);
                })) {
      HttpCall call = within(LIMIT.multipliedBy(20), receiver.url());

      assertThat(Outbounds.of(caller).send(call)).isInstanceOf(HttpOutcome.Answered.class);
    }
  }

  private static HttpCall within(Duration timeout, String url) {
    return new HttpCall(
        "POST", HttpUrl.parse(url), Map.of(), new byte[0], true, Optional.of(timeout));
  }

  @Test
  void endsACallWhoseHeadersDrip() throws Exception {
    endsInTime(
        connection -> {
          connection.hear();
          drip(connection, "HTTP/1.1 200 OK\r\nX-A: " + "x".repeat(10_000));
        });
  }

  @Test
  void endsACallWhoseBodyDrips() throws Exception {
    endsInTime(
        connection -> {
          connection.hear();
          connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
          drip(connection, "x".repeat(10_000));
        });
  }

  @Test
  void endsACallWhoseRequestIsNotRead() throws Exception {
    var hangUp = new CountDownLatch(1);
    try (var receiver = Receiver.speaking(connection -> hangUp.await())) {
      assertEndsInTime(post(receiver.url(), "x".repeat(50_000_000), true));
    } finally {
      hangUp.countDown();
    }
  }

  @Test
  void endsACallWhoseHandshakeIsNotAnswered() throws Exception {
    try (var receiver = Receiver.speaking(Receiver.Connection::awaitHangUp)) {
      assertEndsInTime(post("https://127.0.0.1:" + receiver.port()));
    }
  }

  @Test
  void endsACallThatWaitsForAName() {
    var found = new CountDownLatch(1);
    try (var caller = caller(host -> await(found))) {
      var started = System.nanoTime();
      var outcome = Outbounds.of(caller).send(post("http://slow.test/"));

      assertThat(outcome)
          .isEqualTo(new Unanswered("no answer from the name look-up (slow.test:80)", 1));
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_MOST);
    } finally {
      found.countDown();
    }
  }

  @Test
  void aNameThatHangsHoldsUpNoOther() throws Exception {
    var found = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(32);
    try (var receiver = Receiver.answering(Receiver.OK);
        var caller =
            caller(
                host ->
                    host.equals("slow.test")
                        ? await(found)
                        : new InetAddress[] {InetAddress.getByName("127.0.0.1")})) {
      for (int i = 0; i < 32; i++) {
        threads.submit(() -> Outbounds.of(caller).send(post("http://slow.test/")));
      }
      var outcome =
          Outbounds.of(caller).send(post("http://quick.test:%d/".formatted(receiver.port())));

      assertThat(outcome).isInstanceOf(HttpOutcome.Answered.class);
    } finally {
      found.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void abortedCallsEndAtOnce() throws Exception {
    var thread = Executors.newSingleThreadExecutor();
    try (var caller =
            new HttpCaller(HttpConfig.defaults(), Outbounds.anywhere(), Outbounds.daemons());
        var receiver =
            Receiver.speaking(
                connection -> {
                  connection.hear();
                  connection.awaitHangUp();
                })) {
      var outcome = thread.submit(() -> Outbounds.of(caller).send(post(receiver.url())));
      receiver.request();

      caller.abortCalls();

      assertThat(outcome.get(5, TimeUnit.SECONDS))
          .isEqualTo(new Unanswered("aborted (127.0.0.1:%d)".formatted(receiver.port()), 1));
    } finally {
      thread.shutdownNow();
    }
  }

  private static void endsInTime(Receiver.Script script) throws Exception {
    try (var receiver = Receiver.speaking(script)) {
      assertEndsInTime(post(receiver.url()));
    }
  }

  private static void assertEndsInTime(HttpCall call) {
    try (var caller = caller(InetAddress::getAllByName)) {
      var started = System.nanoTime();
      var outcome = Outbounds.of(caller).send(call);
      var took = Duration.ofNanos(System.nanoTime() - started);

      assertThat(outcome)
          .isEqualTo(
              new Unanswered("no answer within 1s (%s)".formatted(call.url().hostAndPort()), 1));
      assertThat(took).isBetween(LIMIT.minusMillis(50), AT_MOST);
    }
  }

  private static void drip(Receiver.Connection connection, String text)
      throws IOException, InterruptedException {
    for (char c : text.toCharArray()) {
      connection.say(String.valueOf(c));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static InetAddress[] await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static HttpCaller caller(Lookup.NameService names) {
    var config = new HttpConfig(LIMIT, Duration.ofSeconds(5), Duration.ofSeconds(30), 4);
    return new HttpCaller(config, Outbounds.anywhere(), Outbounds.daemons(), names);
  }
}
