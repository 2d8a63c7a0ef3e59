package io.gatehook.admin.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import io.gatehook.RawHttp;
import io.gatehook.SharedGatehook;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API is served, and what no resource answers keeps to it too. */
@ExtendWith(SharedGatehook.class)
class OpenapiE2E {
  private final Api api;
  private final RawHttp http;

  OpenapiE2E(Gatehook gatehook, Api api) {
    this.api = api;
    this.http = new RawHttp(gatehook.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi", "/openapi/", "/openapi?format=JSON"})
  void servesTheDocumentAsItStandsInDocs(String path) throws IOException {
    Answer answer = api.get(path);

    assertThat(answer.body()).isEqualTo(Files.readString(Path.of("docs/openapi.yaml")));
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValue("application/yaml; charset=utf-8");
  }

  /** The client holds body, Allow and content type against the document. */
  @ParameterizedTest
  @CsvSource({
    "GET, /health, 200",
    "GET, /health/, 200",
    "HEAD, /health/live, 200",
    "GET, /health/ready/, 200",
    "GET, /health/nonsense, 404",
    "GET, /health/live/x, 404",
    "POST, /health, 405",
    "DELETE, /health/started, 405",
    "OPTIONS, /health/ready, 204",
    "GET, /metrics/, 200",
    "GET, /metrics/base, 404",
    "PATCH, /metrics, 405",
    "OPTIONS, /metrics, 204",
    "HEAD, /openapi, 200",
    "GET, /openapi/nonsense, 404",
    "POST, /openapi, 405",
    "OPTIONS, /openapi, 204",
    "GET, /default/openapi, 404",
    "GET, /error-page, 404",
    "POST, /error-page, 404",
    "GET, /WEB-INF/web.xml, 404",
    "GET, /META-INF/openapi.yaml, 404",
    "OPTIONS, /event-hooks/, 204",
    "OPTIONS, /worker-events, 204",
    "PUT, /default/deliveries, 405",
    "LOCK, /templates, 405",
  })
  void nothingIsAnsweredInAnotherWay(String method, String path, int status) {
    Answer answer = api.send(api.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void aPathThatNoUriHasIsRefusedInJson() {
    RawHttp.Reply reply = http.send("GET", "/event-hooks/{", List.of(), new byte[0]);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.head()).contains("Content-Type: application/json");
    assertThat(reply.body()).isEqualTo("{\"message\":\"Bad Request\"}");
  }
}
