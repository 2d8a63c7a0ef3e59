package io.gatehook.http;

import static io.gatehook.http.HttpCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "changeit";
  @TempDir static Path dir;
  private static Receiver receiver;
  private HttpCaller caller =
      new HttpCaller(HttpConfig.defaults(), Outbounds.anywhere(), Outbounds.daemons());

  @BeforeAll
  static void listen() throws Exception {
    receiver =
        Receiver.listening(
            LocalhostKey.context(keys(), PASSWORD).getServerSocketFactory(),
            connection -> {
              while (connection.hear()) {
                connection.say(Receiver.OK);
              }
            });
  }

  @AfterAll
  static void hangUp() {
    receiver.close();
  }

  @AfterEach
  void close() {
    caller.close();
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    var outcome = Outbounds.of(caller).send(post(url("localhost"), "{}", true));

    assertThat(outcome).isInstanceOf(Unanswered.class);
    assertThat(((Unanswered) outcome).reason())
        .startsWith("TLS: ")
        .endsWith("(localhost:%d)".formatted(receiver.port()));
    assertThat(outcome.tries()).isOne();
  }

  @Test
  void takesAnyCertificateAndHostNameWithoutVerification() {
    var outcome = Outbounds.of(caller).send(post(url("127.0.0.1"), "{}", false));

    assertThat(outcome).isInstanceOf(Answered.class);
  }

  @Test
  void aConnectionOpenedWithoutVerificationIsNotReusedWithIt() {
    Outbounds.of(caller).send(post(url("localhost"), "{}", false));
    var outcome = Outbounds.of(caller).send(post(url("localhost"), "{}", true));

    assertThat(outcome).isInstanceOf(Unanswered.class);
  }

  @Test
  void takesATrustedCertificateOfTheRightHost() {
    trustTheReceiver();

    assertThat(Outbounds.of(caller).send(post(url("localhost"), "{}", true)))
        .isInstanceOf(Answered.class);
  }

  @Test
  void refusesATrustedCertificateOfAnotherHost() {
    trustTheReceiver();

    var outcome = Outbounds.of(caller).send(post(url("127.0.0.1"), "{}", true));

    assertThat(outcome).isInstanceOf(Unanswered.class);
    assertThat(((Unanswered) outcome).reason()).startsWith("TLS: ").contains("match");
  }

  @Test
  void tellsThatTheReceiverSpeaksNoTls() {
    try (var plain = Receiver.speaking(connection -> connection.say("HTTP/1.1 400 Bad\r\n\r\n"))) {
      var outcome =
          Outbounds.of(caller).send(post("https://127.0.0.1:%d/".formatted(plain.port())));

      assertThat(((Unanswered) outcome).reason()).startsWith("TLS: ");
    }
  }

  private void trustTheReceiver() {
    caller.close();
    System.setProperty("javax.net.ssl.trustStore", keys().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    caller = new HttpCaller(HttpConfig.defaults(), Outbounds.anywhere(), Outbounds.daemons());
  }

  private static String url(String host) {
    return "https://%s:%d/".formatted(host, receiver.port());
  }

  private static Path keys() {
    return dir.resolve("keys.p12");
  }
}
