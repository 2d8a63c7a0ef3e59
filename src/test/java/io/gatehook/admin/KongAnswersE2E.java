package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Gatehook;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import io.gatehook.openapi.Contract;
import io.gatehook.openapi.Exchange;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers of a real Kong, asked of our server. */
@ExtendWith(SharedGatehook.class)
class KongAnswersE2E {
  private static final String JSON = "application/json";
  private static final String STORED =
      """
      {"source":"crud","event":"routes","handler":"webhook","config":{\
      "url":"http://127.0.0.1:18091/","headers":{"x-a":"1"},"secret":"s","ssl_verify":true}}""";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static String server;

  static Stream<KongCase> cases() {
    return new KongAnswers().cases();
  }

  @BeforeAll
  static void fillMoreThanAPage(Gatehook gatehook) throws Exception {
    server = gatehook.url();
    for (int i = 1; i <= 4; i++) {
      store(KongAnswers.ID.replace("77777777-", "7777777" + i + "-"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsKongDoes(KongCase each) throws Exception {
    if (each.existing() != null) {
      store(each.existing());
    }
    if (each.absent() != null) {
      send("DELETE", "/event-hooks/" + each.absent(), Map.of(), null);
    }

    HttpResponse<byte[]> response = send(each.method(), each.path(), each.headers(), each.body());

    assertThat(response.statusCode()).as(shown(response)).isEqualTo(each.status());
    assertThat(Contract.PUBLISHED.answerViolations(Exchange.of(response))).isEmpty();
    checkHeaders(each, response);
    if (response.body().length > 0) {
      check(each, Json.stored(response.body()));
    }
  }

  private static void checkHeaders(KongCase each, HttpResponse<byte[]> response) {
    var headers = response.headers();
    if (response.body().length > 0) {
      assertThat(headers.firstValue("Content-Type").orElse("").replace(" ", ""))
          .isEqualTo("application/json;charset=utf-8");
    } else {
      assertThat(response.statusCode() < 300 || each.method().matches("HEAD|TRACE"))
          .as("only an answer without content has no body")
          .isTrue();
    }
    if (each.allow() != null) {
      assertThat(headers.firstValue("Allow")).hasValue(each.allow());
    }
    assertThat(headers.map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  private static void check(KongCase each, JsonObject answer) {
    if (each.error() != null) {
      assertThat(answer).isEqualTo(each.error());
    } else if (each.status() >= 400) {
      assertThat(answer.getString("message")).isNotEmpty();
    } else if (answer.containsKey("data")) {
      checkPage(each, answer);
    } else {
      checkHook(each, answer);
    }
  }

  private static void checkPage(KongCase each, JsonObject page) {
    assertThat(page.get("data")).isInstanceOf(JsonArray.class);
    if (each.nextSize() == null) {
      assertThat(page.get("next")).isEqualTo(JsonValue.NULL);
      assertThat(page).doesNotContainKey("offset");
      return;
    }
    assertThat(page.getJsonArray("data")).hasSize(Integer.parseInt(each.nextSize()));
    assertThat(page.getString("next"))
        .isEqualTo(
            "/event-hooks?offset=%s&size=%s".formatted(page.getString("offset"), each.nextSize()));
  }

  private static void checkHook(KongCase each, JsonObject hook) {
    String[] segments = each.path().replace("%37", "7").split("[/?]");
    if (segments.length > 2) {
      assertThat(hook.getString("id")).isEqualTo(segments[2]);
    }
    each.members()
        .forEach(
            (name, value) -> {
              if (name.equals("config")) {
                assertThat(hook.getJsonObject(name)).containsAllEntriesOf(value.asJsonObject());
              } else {
                assertThat(hook.get(name)).as(name).isEqualTo(value);
              }
            });
  }

  private static void store(String id) throws IOException, InterruptedException {
    var stored = send("PUT", "/event-hooks/" + id, Map.of("Content-Type", JSON), STORED);
    assertThat(stored.statusCode()).as(shown(stored)).isEqualTo(200);
  }

  private static HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, @Nullable String body)
      throws IOException, InterruptedException {
    BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, content);
    headers.forEach(request::header);
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String shown(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
