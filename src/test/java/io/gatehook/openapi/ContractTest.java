package io.gatehook.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.openapi.Exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the contract lets pass, and what it does not. */
class ContractTest {
  private static final String ALLOW = "GET, HEAD, OPTIONS, POST";

  private static Exchange exchange(
      String method, String target, String sent, int status, String allow, String body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("Allow", allow);
    return new Exchange(
        method,
        target,
        Optional.of("application/json"),
        sent.getBytes(StandardCharsets.UTF_8),
        new Answer(status, name -> Optional.ofNullable(headers.get(name)), body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET     | /event-hooks                       | 200 | {"data":[],"next":null}
          GET     | /default/event-hooks/?size=7       | 200 | {"data":[],"next":null}
          GET     | /event-%68ooks                     | 200 | {"data":[],"next":null}
          HEAD    | /event-hooks                       | 200 | ``
          OPTIONS | /event-hooks                       | 204 | ``
          DELETE  | /event-hooks                       | 405 | {"message":"Method not allowed"}
          GET     | /nowhere                           | 404 | {"message":"Not found"}
          GET     | /event-hooks?size=x                | 400 | {"message":"m","name":"invalid size","code":9}
          """)
  void letsPass(String method, String target, int status, String body) {
    assertThatCode(
            () ->
                Contract.PUBLISHED.check(
                    exchange(method, target, "", status, ALLOW, body == null ? "" : body)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET     | /event-hooks         | 418 | {"message":"m"}                        | status 418
          GET     | /event-hooks         | 200 | {"data":[]}                            | next
          GET     | /event-hooks         | 200 | {"data":[],"next":null,"more":1}       | more
          GET     | /event-hooks         | 200 | {"data":[{"id":"x"}],"next":null}      | handler
          GET     | /event-hooks         | 200 | no JSON at all                         | no JSON
          GET     | /event-hooks         | 503 | {"message":"m"}                        | no header Retry-After
          GET     | /event-hooks?size=0  | 200 | {"data":[],"next":null}                | accepted, although: size
          HEAD    | /event-hooks         | 200 | {}                                     | a body, where there is none
          GET     | /nowhere             | 200 | {}                                     | status 200
          GET     | /event-hooks         | 400 | {"message":"m","id":"7"}               | id
          PUT     | /worker-events/x     | 405 | {"message":"m"}                        | Allow is
          GET     | /worker-events       | 404 | {}                                     | message
          GET     | /metrics             | 200 | {}                                     | content type
          """)
  void refuses(String method, String target, int status, String body, String reason) {
    assertThatThrownBy(
            () -> Contract.PUBLISHED.check(exchange(method, target, "", status, ALLOW, body)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(method + " " + target, "→ " + status, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"source":"s","event":"e"}                         | data
          {"source":"s","event":"e","data":{},"more":1}      | more
          {"source":"s","event":"e","data":{},"pid":-1}      | pid
          [{"source":"s","event":"e","data":{}},7]           | 1
          no JSON                                            | no JSON
          """)
  void refusesThatAWrongRequestIsAccepted(String sent, String reason) {
    String counts =
        "{\"accepted\":1,\"duplicates\":0,\"conflicts\":0,\"deliveries\":0,\"suppressed\":0}";

    assertThatThrownBy(
            () ->
                Contract.PUBLISHED.check(
                    exchange("POST", "/worker-events", sent, 202, ALLOW, counts)))
        .hasMessageContainingAll("accepted, although", reason);
  }

  @Test
  void holdsRefusalsOfTheListenerToTheirResponse() {
    assertThatCode(() -> Contract.PUBLISHED.checkRefusal(refusal(408, "{\"message\":\"m\"}")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Contract.PUBLISHED.checkRefusal(refusal(408, "")))
        .hasMessageContainingAll("408", "object expected");
    assertThatThrownBy(() -> Contract.PUBLISHED.checkRefusal(refusal(503, "{\"message\":\"m\"}")))
        .hasMessageContaining("no header Retry-After");
  }

  private static Answer refusal(int status, String body) {
    return exchange("?", "?", "", status, ALLOW, body).answered();
  }
}
