package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gatehook.Gatehook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsE2E {
  private static final Duration START = Duration.ofMinutes(2);

  @TempDir static Path directory;
  private static PemFiles files;
  private static Gatehook gatehook;
  private static HttpClient trusting;
  private static URI https;

  @BeforeAll
  static void start() throws Exception {
    files = PemFiles.in(directory, "EC");
    gatehook = Gatehook.launch(files.settings(), List.of());
    trusting = HttpClient.newBuilder().sslContext(files.client()).build();
    https = URI.create(gatehook.url().replace("http:", "https:"));
    await().atMost(START).until(() -> gatehook.log().contains("Ctrl-C"));
  }

  @AfterAll
  static void stop() {
    gatehook.close();
  }

  @Test
  void tellsWhereItIs() {
    assertThat(gatehook.log()).contains("address  " + https);
  }

  @Test
  void servesOverTls() throws Exception {
    HttpResponse<String> ready = send("/health/ready", "");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.sslSession()).isPresent();

    String body =
        "{\"source\":\"tls\",\"event\":\"e\",\"data\":{\"a\":\"" + "x".repeat(200_000) + "\"}}";
    assertThat(send("/worker-events", body).statusCode()).isEqualTo(202);
    assertThat(send("/event-hooks", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void answersBadHeadsOverTlsToo() throws Exception {
    try (var socket = socket("TLSv1.3")) {
      socket.getOutputStream().write("GET /\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 400");
    }
  }

  @Test
  void speaksTls12AndNothingOlder() throws Exception {
    try (var socket = socket("TLSv1.2")) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
    try (var socket = socket("TLSv1.1")) {
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  @Test
  void plainHttpGetsNoAnswer() {
    assertThatThrownBy(() -> gatehook.get("/health/ready"))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void clientThatTrustsNobodyOfUsIsToldSo() {
    HttpRequest request = HttpRequest.newBuilder(https.resolve("/health/ready")).build();

    assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(gatehook.alive()).isTrue();
  }

  private static HttpResponse<String> send(String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(https.resolve(path)).timeout(START);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    return trusting.send(request.build(), BodyHandlers.ofString());
  }

  private static SSLSocket socket(String protocol) throws Exception {
    var socket =
        (SSLSocket)
            files.client().getSocketFactory().createSocket(https.getHost(), https.getPort());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }
}
