package io.gatehook.admin.body;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to a real Kong and its answer. */
record Recording(JsonObject json) {

  /** All of vectors/admin-api.jsonl, in their order. */
  static List<Recording> all() {
    return new String(resource("/vectors/admin-api.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> new Recording(Json.stored(line.getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  static byte[] resource(String path) {
    try (InputStream in = Recording.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return json.getInt("n");
  }

  String method() {
    return request().getString("method");
  }

  /** The last segment of the path. */
  String key() {
    String path = request().getString("path");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Nullable String contentType() {
    return request().getJsonObject("headers").getString("Content-Type", null);
  }

  /** The body as it was read, values of forms still text. */
  Body body() {
    return new RequestBodies().read(contentType(), stream());
  }

  InputStream stream() {
    String body = request().get("body") instanceof JsonString text ? text.getString() : "";
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
  }

  int status() {
    return json.getJsonObject("response").getInt("status");
  }

  JsonObject answer() {
    return json.getJsonObject("response").getJsonObject("body");
  }

  private JsonObject request() {
    return json.getJsonObject("request");
  }

  @Override
  public String toString() {
    return "n " + number() + ": " + json.getString("label");
  }
}
