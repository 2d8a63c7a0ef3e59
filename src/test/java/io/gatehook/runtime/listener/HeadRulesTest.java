package io.gatehook.runtime.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadRulesTest {
  private static final String LINE = "POST /worker-events HTTP/1.1\r\n";

  private static int status(String head) {
    return HeadRules.refusal(head).map(Answer::status).orElse(0);
  }

  /** The fields are divided by a bar. */
  private static int withFields(String fields) {
    return status(LINE + fields.replace("|", "\r\n") + "\r\n\r\n");
  }

  private static int withTarget(String method, String target) {
    return status(method + " " + target + " HTTP/1.1\r\nhost: a\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: a",
        "host: a|content-length: 5",
        "host: a|transfer-encoding: chunked",
        "host: a|Transfer-Encoding:\t CHUNKED ",
        "host: a|empty:|x: y: z",
      })
  void letsPassWhatHasOneMeaning(String fields) {
    assertThat(withFields(fields)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: a|content-length: 5|transfer-encoding: chunked",
        "host: a|transfer-encoding: chunked|content-length: 5",
        "host: a|Content-Length: 5|content-length: 5",
        "host: a|host: a",
        "host: a|transfer-encoding: gzip, chunked",
        "host: a|transfer-encoding: identity",
        "host: a|transfer-encoding: chunked, identity",
        "host: a|transfer-encoding: xchunked",
        "host: a|transfer-encoding: \"chunked\"",
        "host: a|transfer-encoding:",
        "host: a|transfer-encoding: chunked|transfer-encoding: chunked",
        "host: a|transfer-encoding|content-length: 5",
        "host: a| folded",
        "host: a|\tfolded: too",
        "host: a|: no name",
      })
  void refusesWhatAProxyMayReadInAnotherWay(String fields) {
    assertThat(withFields(fields)).isEqualTo(400);
  }

  @Test
  void knowsNoChunksBefore11() {
    assertThat(status("POST / HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a?%zz",
        "/a%20b",
        "/%C3%A9+",
        "/\u00c3\u00a9",
        "/%EF%BF%BD",
        "/a?\u0085",
        "/a/%2E/b",
        "/a/%2e%2e/b",
        "/a%2Eb/%2e%2e%2e",
        "/a%2F.b",
        "/a/../b",
        "*",
        "http://host/a",
        "/a;b=c"
      })
  void takesPaths(String target) {
    assertThat(withTarget("GET", target)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%zz",
        "/%",
        "/a%2",
        "/%00",
        "/a\\b",
        "/a%5Cb",
        "/a%5cb",
        "/%FF",
        "/%c3(",
        "/a\u0085",
        "/\u00ff",
        "/a/b%2f..",
        "/a%2F.%2e/b",
        "/a/%2e.%2fb",
        "/a/.%2f",
        "x",
        "?x",
        "/..",
        "/a/../..",
        "/%2E%2e",
        "/..;x",
        "/a%2F..%2f..",
        "/.//..",
        "ftp://host/",
        "http:///a",
        "http://?a"
      })
  void refusesPathsThatTheServerTripsOver(String target) {
    assertThat(withTarget("GET", target)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, /, 400",
    "PRI, *, 400",
    "GET, /WEB-INF/web.xml, 404",
    "GET, /meta-inf, 404",
    "GET, /web-information, 0"
  })
  void hasAnAnswerOfItsOwn(String method, String target, int status) {
    assertThat(withTarget(method, target)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/2.0, 505",
    "GET / HTTP/0.9, 505",
    "GET /, 400",
    "POST  HTTP/1.1, 400",
    "GET / a HTTP/1.1, 400",
    "'', 400"
  })
  void speaksHttp1(String line, int status) {
    assertThat(status(line + "\r\nhost: a\r\n\r\n")).isEqualTo(status);
  }

  @Test
  void countsFields() {
    String hundred = "a: b\r\n".repeat(100);

    assertThat(status(LINE + hundred + "\r\n")).isZero();
    assertThat(status(LINE + hundred + "a: b\r\n\r\n")).isEqualTo(431);
  }

  @Test
  void theAnswerIsCompleteAndNamesTheReason() {
    String sent = new String(Answer.busy("full \"up\"").bytes(false), StandardCharsets.UTF_8);
    String body = "{\"message\":\"full \\\"up\\\"\"}";

    assertThat(sent)
        .startsWith("HTTP/1.1 503 Service Unavailable\r\nServer: gatehook/")
        .contains("\r\nRetry-After: 2\r\n", "\r\nConnection: close\r\n")
        .contains("\r\nContent-Length: %d\r\n".formatted(body.length()))
        .endsWith("\r\n\r\n" + body);
  }

  @Test
  void theAnswerToHeadIsTheSameWithoutItsBody() {
    Answer answer = Answer.busy("full");
    String whole = new String(answer.bytes(false), StandardCharsets.UTF_8);

    assertThat(new String(answer.bytes(true), StandardCharsets.UTF_8))
        .isEqualTo(whole.substring(0, whole.indexOf("{")));
  }
}
