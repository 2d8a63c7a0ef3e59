package io.gatehook.bench.traffic;

import java.nio.charset.StandardCharsets;

/** Makes requests with numbered events, cheaply: the source shares the cores of the server. */
final class Requests {
  private static final String NOTE = "lorem ipsum dolor sit amet ".repeat(6).strip();

  /** With numbers, a name and a date as gateways send them; about 500 bytes. */
  private static final String EVENT =
      """
      {"source":"%s","event":"happened","data":{"n":#,"operation":"update",\
      "schema":"consumers","entity":{"id":"8f3bf1f4-4f0c-4d62-9d2c-3a8f2f3f5a11","username":"ada",\
      "custom_id":"c-4711","tags":["gold","emea"],"created_at":1700000000,"updated_at":1700000001,\
      "note":"%s"},"old_entity":{"id":"8f3bf1f4-4f0c-4d62-9d2c-3a8f2f3f5a11","username":"ada"}}}""";

  private static final String HEAD =
      """
      POST /worker-events HTTP/1.1\r
      Host: 127.0.0.1\r
      Content-Type: application/json\r
      Content-Length:\s""";

  private final String beforeNumber;
  private final String afterNumber;
  private final int perRequest;

  Requests(String source, int perRequest) {
    String[] event = EVENT.formatted(source, NOTE).split("#");
    this.beforeNumber = event[0];
    this.afterNumber = event[1];
    this.perRequest = perRequest;
  }

  /** A request with the events from this number on. */
  byte[] from(int first) {
    var body = new StringBuilder(perRequest * (beforeNumber.length() + afterNumber.length() + 12));
    body.append(perRequest > 1 ? "[" : "");
    for (int i = 0; i < perRequest; i++) {
      body.append(i > 0 ? "," : "").append(beforeNumber).append(first + i).append(afterNumber);
    }
    body.append(perRequest > 1 ? "]" : "");
    String request = HEAD + body.length() + "\r\n\r\n" + body;
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }
}
