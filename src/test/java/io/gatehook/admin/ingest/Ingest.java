package io.gatehook.admin.ingest;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Posts worker events in every form, byte by byte where it matters. */
final class Ingest {
  static final String JSON = "application/json";
  static final String LINES = "application/x-ndjson";

  private final Api api;

  Ingest(Api api) {
    this.api = api;
  }

  Answer json(String body) {
    return post(JSON, bytes(body));
  }

  Answer lines(String body) {
    return post(LINES, bytes(body));
  }

  Answer post(String contentType, byte[] body) {
    return api.send(
        api.request("/worker-events")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  Answer encoded(String encoding, byte[] body) {
    return api.send(
        api.request("/worker-events")
            .header("Content-Type", JSON)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  static byte[] gzip(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A whole item. */
  static String item(String source, String data) {
    return "{\"source\":\"%s\",\"event\":\"happened\",\"data\":%s}".formatted(source, data);
  }

  /** The counts of an answer. */
  static JsonObject counts(int accepted, int duplicates, int conflicts, int deliveries) {
    return Json.VALUES
        .createObjectBuilder()
        .add("accepted", accepted)
        .add("duplicates", duplicates)
        .add("conflicts", conflicts)
        .add("deliveries", deliveries)
        .add("suppressed", 0)
        .build();
  }

  static JsonObject object(String name, JsonValue value) {
    return Json.VALUES.createObjectBuilder().add(name, value).build();
  }
}
