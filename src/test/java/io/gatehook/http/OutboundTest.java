package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboundTest {

  @Test
  void anAnswerIsOneTry() {
    try (var receiver = Receiver.answering(Receiver.OK);
        var caller = caller(Duration.ofSeconds(5))) {
      var outcome = Outbounds.of(caller, new Repeating(2)).send(post(receiver.url()));

      assertThat(outcome).isInstanceOf(Answered.class);
      assertThat(outcome.tries()).isOne();
    }
  }

  @Test
  void whatWasNotSentBecomesAnOutcomeThatCountsItsTries() throws Exception {
    int port = unusedPort();
    try (var caller = caller(Duration.ofSeconds(5))) {
      var outcome =
          Outbounds.of(caller, new Repeating(2)).send(post("http://127.0.0.1:%d".formatted(port)));

      assertThat(outcome)
          .isEqualTo(new Unanswered("connect refused (127.0.0.1:%d)".formatted(port), 3));
    }
  }

  @Test
  void whatMayHaveBeenSentIsNotRepeated() {
    try (var receiver = Receiver.speaking(Receiver.Connection::hear);
        var caller = caller(Duration.ofSeconds(5))) {
      var outcome = Outbounds.of(caller, new Repeating(2)).send(post(receiver.url()));

      assertThat(outcome.tries()).isOne();
      assertThat(receiver.connections()).isOne();
    }
  }

  @Test
  void aReceiverThatClosedItsKeptConnectionIsReachedByTheNextTry() {
    try (var receiver =
            Receiver.speaking(
                connection -> {
                  connection.hear();
                  connection.say(Receiver.OK);
                });
        var caller = caller(Duration.ofSeconds(5))) {
      var outbound = Outbounds.of(caller, new Repeating(2));
      for (int i = 0; i < 20; i++) {
        assertThat(outbound.send(post(receiver.url()))).isInstanceOf(Answered.class);
      }
    }
  }

  @Test
  void allTriesShareOneDeadline() throws Exception {
    int port = unusedPort();
    try (var caller = caller(Duration.ofSeconds(1))) {
      var started = System.nanoTime();
      var outcome =
          Outbounds.of(caller, new Repeating(Integer.MAX_VALUE))
              .send(post("http://127.0.0.1:%d".formatted(port)));

      assertThat(outcome).isInstanceOf(Unanswered.class);
      // the timer and the name look-up may both see the end of the last millisecond first
      assertThat(((Unanswered) outcome).reason())
          .containsAnyOf("no answer within 1s", "no answer from the name look-up");
      assertThat(outcome.tries()).isGreaterThan(2);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void repeatsTwiceAfterFiftyMillisecondsUnlessConfigured() throws Exception {
    Retry retry =
        ImmediateRetry.class.getMethod("call", PendingCall.class).getAnnotation(Retry.class);

    assertThat(retry.maxRetries()).isEqualTo(2);
    assertThat(retry.delay()).isEqualTo(50);
    assertThat(retry.jitter()).isLessThan(50);
    assertThat(retry.retryOn()).containsExactly(NotSent.class);
  }

  @Test
  void refusesLimitsThatAreNone() {
    var second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new HttpConfig(Duration.ZERO, second, second, 1))
        .hasMessage("call timeout must be positive: PT0S");
    assertThatThrownBy(() -> new HttpConfig(second, second.negated(), second, 1))
        .hasMessage("connect timeout must be positive: PT-1S");
    assertThatThrownBy(() -> new HttpConfig(second, second, second, -1))
        .hasMessage("kept connections must not be negative: -1");
  }

  /** Stands in for the interceptor. */
  private static final class Repeating extends ImmediateRetry {
    private final int times;

    Repeating(int times) {
      this.times = times;
    }

    @Override
    public HttpAnswer call(PendingCall pending) throws NotSent, CallFailed {
      for (int i = 0; i < times; i++) {
        try {
          return super.call(pending);
        } catch (NotSent e) {
          pause();
        }
      }
      return super.call(pending);
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpCaller caller(Duration limit) {
    var config = new HttpConfig(limit, Duration.ofSeconds(5), Duration.ofSeconds(30), 4);
    return new HttpCaller(config, Outbounds.anywhere(), Outbounds.daemons());
  }
}
