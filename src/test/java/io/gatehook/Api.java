package io.gatehook;

import io.gatehook.openapi.Contract;
import io.gatehook.openapi.Exchange;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Gatehook's HTTP API, as a client uses it. Every answer must be one that the published contract
 * describes, and every request that is accepted one that it allows.
 */
public final class Api {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;

  /** An answer. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    public JsonObject json() {
      try (var reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    public JsonArray data() {
      return json().getJsonArray("data");
    }
  }

  public Api(String base) {
    this.base = base;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, JsonValue body) {
    return post(path, "application/json", body.toString());
  }

  public Answer post(String path, String contentType, String body) {
    return send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      Contract.PUBLISHED.check(Exchange.of(response));
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  /** Creates a webhook hook on all events of a source, and gives its id. */
  public String webhook(String source, String url) {
    var config = Json.createObjectBuilder().add("url", url);
    var hook = Json.createObjectBuilder().add("source", source).add("handler", "webhook");
    return created(hook.add("config", config).build());
  }

  /** Creates a hook, and gives its id. */
  public String created(JsonObject hook) {
    Answer answer = post("/event-hooks", hook);
    if (answer.status() != 201) {
      throw new AssertionError("hook not created: " + answer);
    }
    return answer.json().getString("id");
  }

  /** Sends one worker event, and expects that it is accepted. */
  public void event(String source, String event, JsonObject data) {
    var item = Json.createObjectBuilder().add("source", source).add("event", event);
    Answer answer = post("/worker-events", item.add("data", data).build());
    if (answer.status() != 202) {
      throw new AssertionError("event not accepted: " + answer);
    }
  }

  /** Sends so many worker events in one request, and expects that it is accepted. */
  public void events(String source, int count) {
    var items = Json.createArrayBuilder();
    for (int i = 1; i <= count; i++) {
      var item = Json.createObjectBuilder().add("source", source).add("event", "happened");
      items.add(item.add("data", Json.createObjectBuilder().add("number", i)));
    }
    Answer answer = post("/worker-events", items.build());
    if (answer.status() != 202) {
      throw new AssertionError("events not accepted: " + answer);
    }
  }
}
