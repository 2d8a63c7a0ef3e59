package io.gatehook.runtime.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Gatehook;
import io.gatehook.SharedGatehook;
import io.gatehook.Wire;
import io.gatehook.Wire.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests in shapes that two servers may read in two ways. What follows a body is a request for
 * {@code /smuggled}: it is answered after a good body only, and then as its own sender's.
 */
@ExtendWith(SharedGatehook.class)
class RequestShapesE2E {
  private static final int PATIENCE = 20_000;
  private static final int SHORT = 300;
  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final String NEXT =
      "GET /smuggled HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
  private static final String EVENT = "{\"source\":\"s\",\"event\":\"e\",\"data\":{}}";
  private static final String POST =
      "POST /worker-events HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
  private static final String CHUNKS = "%x\r\n%s\r\n0\r\n\r\n".formatted(EVENT.length(), EVENT);

  private final Gatehook gatehook;

  RequestShapesE2E(Gatehook gatehook) {
    this.gatehook = gatehook;
  }

  /** In the text, {@code |} is the end of a line. */
  private Heard answer(String text) {
    try (Wire wire = Wire.open(gatehook.url())) {
      wire.say(text);
      return wire.hear(PATIENCE);
    }
  }

  private static String lines(String text) {
    return text.replace("|", "\r\n").replace("~", "\n").replace("LENGTH", "" + EVENT.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: LENGTH|Transfer-Encoding: chunked",
        "Content-Length: 4|Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked|Content-Length: LENGTH",
        "Content-Length: LENGTH|Content-Length: LENGTH",
        "Content-Length: LENGTH|Content-Length: 4",
        "Content-Length: LENGTH, LENGTH",
        "Content-Length: +LENGTH",
        "Content-Length: -1",
        "Content-Length: 0x24",
        "Content-Length: ",
        "Content-Length: 99999999999999999999",
        "Content-Length : LENGTH",
        "Content-Length: LENGTH|Transfer-Encoding : chunked",
        "Content-Length: LENGTH|Transfer-Encoding|: chunked",
        "Content-Length: LENGTH|X: y~Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked|Transfer-Encoding: identity",
        "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
      })
  void refusesBodiesWhoseEndIsADispute(String fields) {
    for (String body : new String[] {EVENT, CHUNKS}) {
      Heard heard = answer(POST + lines(fields) + "\r\n\r\n" + body + NEXT);

      assertThat(heard.statuses()).as(fields).containsExactly(400);
      assertThat(heard.text()).contains("{\"message\":");
      assertThat(heard.closed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "24;a=b|EVENT|0||",
        "24;a~b|EVENT|0||",
        "0x24|EVENT|0||",
        "-1|EVENT|0||",
        "ffffffffffffffff1|EVENT|0||",
        "24|EVENTXX0||",
        "zz|EVENT|0||"
      })
  void refusesBrokenChunks(String chunks) {
    String body = lines(chunks).replace("EVENT", EVENT);

    Heard heard = answer(POST + "Transfer-Encoding: chunked\r\n\r\n" + body + NEXT);

    assertThat(heard.statuses()).containsExactly(400);
    assertThat(heard.closed()).isTrue();
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    String good = POST + "Content-Length: %d\r\n\r\n%s".formatted(EVENT.length(), EVENT);
    String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS;

    assertThat(answer(good + chunked + good + NEXT).statuses()).containsExactly(202, 202, 202, 404);
  }

  @Test
  void aBodyThatNobodyReadsIsNoRequest() {
    String hidden = "Content-Length: %d\r\n\r\n%s".formatted(NEXT.length(), NEXT);
    for (String line : new String[] {"GET /event-hooks", "POST /nowhere", "DELETE /deliveries"}) {
      String request = line + " HTTP/1.1\r\n" + HOST + hidden;

      assertThat(answer(request + NEXT).statuses()).hasSize(2);
    }
  }

  /** In trailers no field counts. */
  @Test
  void trailersAreNoHead() {
    String trailers = CHUNKS.replaceFirst("\r\n\r\n$", "\r\nContent-Length: 9\r\n\r\n");

    assertThat(answer(POST + "Transfer-Encoding: chunked\r\n\r\n" + trailers + NEXT).statuses())
        .containsExactly(202, 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          GET / HTTP/1.1|no colon||; 400
          GET / HTTP/1.1|X-A: b~X-C: d||; 400
          GET / HTTP/1.1|X-A : b||; 400
          GET / HTTP/1.1||; 400
          GET / HTTP/1.1|Host: a|Host: b||; 400
          GET / HTTP/3.7|Host: a||; 505
          GET /event-hooks||; 400
          GET http:///event-hooks HTTP/1.1|Host: a||; 400
          GET /a b HTTP/1.1|Host: a||; 505
          PRI * HTTP/2.0||SM||; 505
          CONNECT 127.0.0.1:80 HTTP/1.1|Host: a||; 400
          GET %zz HTTP/1.1|Host: a||; 400
          GET /%zz HTTP/1.1|Host: a||; 400
          GET /%00 HTTP/1.1|Host: a||; 400
          GET /a\\b HTTP/1.1|Host: a||; 400
          GET /.. HTTP/1.1|Host: a||; 400
          GET /%2e%2e%2fetc HTTP/1.1|Host: a||; 400
          GET /WEB-INF/web.xml HTTP/1.1|Host: a||; 404
          """)
  void refusesHeadsInSoManyWords(String head, int status) {
    Heard heard = answer(lines(head));

    assertThat(heard.statuses()).containsExactly(status);
    assertThat(heard.text()).contains("Content-Type: application/json", "{\"message\":");
    assertThat(heard.closed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE /event-hooks, 405",
    "get /event-hooks, 405",
    "PROPFIND /event-hooks, 405",
    "GET //event-hooks, 404",
    "GET /event-hooks%2f, 404",
    "GET /%65vent-hooks, 404",
    "GET /x/..;/event-hooks, 404",
    "GET /./event-hooks, 404",
    "GET /event-hooks;jsessionid=1, 200",
    "OPTIONS *, 404"
  })
  void knowsWhatItIsAskedFor(String line, int status) {
    String request = line + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

    assertThat(answer(request).statuses()).containsExactly(status);
  }

  @Test
  void aVeryLongMethodIsOneThatIsNotThere() {
    String request = "A".repeat(9000) + " / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

    assertThat(answer(request).statuses()).containsExactly(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "websocket", "TLS/1.0"})
  void aWishForAnotherProtocolIsPassedOver(String protocol) {
    String fields = lines("Connection: Upgrade|Upgrade: " + protocol + "|Content-Length: LENGTH||");

    assertThat(answer(POST + fields + EVENT + NEXT).statuses()).containsExactly(202, 404);
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() {
    try (Wire wire = Wire.open(gatehook.url())) {
      wire.say(POST + lines("Expect: 100-continue|Connection: close|Content-Length: LENGTH||"));
      assertThat(wire.hear(SHORT).statuses()).containsExactly(100);
      wire.say(EVENT);
      assertThat(wire.hear(PATIENCE).statuses()).containsExactly(202);
    }
    assertThat(answer(POST + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n").statuses())
        .containsExactly(413);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/xml, 415",
    "application/json;charset=utf-7, 202",
    "multipart/form-data, 415",
    "x, 415"
  })
  void takesNoOtherTypeForJson(String type, int status) {
    String post = POST.replace("application/json", type);

    assertThat(
            answer(post + lines("Content-Length: LENGTH|Connection: close||") + EVENT).statuses())
        .containsExactly(status);
  }
}
