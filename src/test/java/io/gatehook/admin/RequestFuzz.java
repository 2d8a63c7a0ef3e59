package io.gatehook.admin;

import io.gatehook.RawHttp;
import io.gatehook.RawHttp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Sends good requests that chance has spoilt: bytes changed, cut, doubled, put in. The same seed
 * makes the same requests.
 */
public final class RequestFuzz {
  private static final String ID = "77777777-7777-4777-8777-777777777777";
  private static final String HOOK =
      "{\"source\":\"fuzz\",\"event\":\"e\",\"handler\":\"log\",\"snooze\":5,\"config\":{}}";
  private static final String WEBHOOK =
      "{\"source\":\"fuzz\",\"handler\":\"webhook\",\"config\":{\"url\":\"http://127.0.0.1:9/\","
          + "\"headers\":{\"a\":\"b\"},\"secret\":\"s\",\"ssl_verify\":true}}";
  private static final String EVENT =
      "{\"source\":\"fuzz\",\"event\":\"e\",\"id\":\"k\",\"workspace\":\"default\",\"pid\":7,"
          + "\"occurred_at\":\"2026-01-02T03:04:05Z\",\"node_id\":\"n\",\"data\":{\"a\":[1.5,null]}}";
  private static final String PREVIEW = "{\"hook\":" + WEBHOOK + ",\"event\":" + EVENT + "}";
  private static final String FORM = "source=fuzz&handler=webhook&config.url=http://127.0.0.1:9/";

  private static final List<Base> BASES =
      List.of(
          new Base("POST", "/worker-events", "application/json", EVENT),
          new Base("POST", "/worker-events", "application/json", "[" + EVENT + "," + EVENT + "]"),
          new Base("POST", "/worker-events", "application/x-ndjson", EVENT + "\n" + EVENT),
          new Base("GET", "/worker-events?source=fuzz&key=k", "text/plain", ""),
          new Base("DELETE", "/worker-events/" + ID, "text/plain", ""),
          new Base("POST", "/event-hooks", "application/json", HOOK),
          new Base("PUT", "/event-hooks/" + ID, "application/json", HOOK),
          new Base("PATCH", "/event-hooks/" + ID, "application/json", WEBHOOK),
          new Base("PATCH", "/event-hooks/" + ID, "application/x-www-form-urlencoded", FORM),
          new Base("POST", "/event-hooks/" + ID + "/test", "application/json", "{\"a\":1}"),
          new Base("POST", "/event-hooks/preview", "application/json", PREVIEW),
          new Base("POST", "/event-hooks/explain", "application/json", EVENT),
          new Base("GET", "/event-hooks?size=2&offset=WzEsIngiXQ", "text/plain", ""),
          new Base("GET", "/event-hooks/sources/crud/routes", "text/plain", ""),
          new Base("GET", "/event-hooks/" + ID + "/deliveries?status=pending", "text/plain", ""),
          new Base(
              "GET",
              "/deliveries?source=a&event=b&since=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z"
                  + "&size=5&event_hook="
                  + ID,
              "text/plain",
              ""),
          new Base("POST", "/deliveries/" + ID + "/redeliver", "text/plain", ""),
          new Base(
              "POST",
              "/redeliveries",
              "application/json",
              "{\"filter\":{\"source\":\"a\",\"status\":\"rejected\"},\"dry_run\":true}"),
          new Base("DELETE", "/redeliveries/" + ID, "text/plain", ""),
          new Base("POST", "/deliveries/" + ID + "/cancel", "text/plain", ""));

  private static final List<String> TOKENS =
      List.of(
          "null",
          "[]",
          "{}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "-1",
          "1e999999",
          "0x10",
          "9".repeat(400),
          "\"",
          "\\",
          "[[[[",
          "%00",
          "%C3%28",
          "%zz",
          "%",
          "&",
          "=",
          "[",
          "]",
          ".",
          "..",
          "//",
          ";",
          "?",
          "#",
          "+",
          "true",
          ",",
          ":",
          "size=-1",
          "offset=e30",
          "since=0000",
          "\u00ff",
          "x");

  private final RawHttp http;
  private final Random random;

  public RequestFuzz(String base, long seed) {
    http = new RawHttp(base);
    random = new Random(seed);
  }

  private record Base(String method, String target, String type, String body) {}

  /** Sends so many, and gives each that got a status of 500 or more, with its answer. */
  public List<String> failures(int count) {
    var failures = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      Base base = BASES.get(i % BASES.size());
      boolean spoilTarget = base.body().isEmpty() || random.nextInt(4) == 0;
      String target = spoilTarget ? spoiltTarget(base.target()) : base.target();
      byte[] body = spoilTarget ? bytes(base.body()) : spoilt(bytes(base.body()));
      String type = random.nextInt(20) == 0 ? "application/" : base.type();
      Reply reply = http.send(base.method(), target, List.of("Content-Type: " + type), body);
      if (reply.status() >= 500) {
        failures.add(
            "%s %s %s: %s"
                .formatted(base.method(), target, new String(body, StandardCharsets.UTF_8), reply));
      }
    }
    return failures;
  }

  /** The path stays where it is: what follows the last slash or question mark is spoilt. */
  private String spoiltTarget(String target) {
    int from = Math.max(target.lastIndexOf('?'), target.indexOf('/', 1)) + 1;
    String end = new String(spoilt(bytes(target.substring(from))), StandardCharsets.ISO_8859_1);
    return target.substring(0, from) + end.replaceAll("[\\s\\x00-\\x1f]", "");
  }

  private byte[] spoilt(byte[] good) {
    byte[] bytes = good;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      bytes = spoiltOnce(bytes);
    }
    return bytes;
  }

  private byte[] spoiltOnce(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, to);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> joined(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
      case 3 -> joined(bytes, at, token(), at);
      default -> joined(bytes, at, token(), to);
    };
  }

  private byte[] token() {
    return bytes(TOKENS.get(random.nextInt(TOKENS.size())));
  }

  /** The bytes before one place, the others, and the bytes from another place on. */
  private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, until, between.length);
    System.arraycopy(bytes, from, joined, until + between.length, bytes.length - from);
    return joined;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
