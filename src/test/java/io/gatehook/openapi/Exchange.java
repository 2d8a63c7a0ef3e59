package io.gatehook.openapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * A request and its answer.
 *
 * @param target path and query as they stood in the request line
 * @param contentType of the request
 * @param answered the first value of a header of the answer
 */
public record Exchange(
    String method, String target, Optional<String> contentType, byte[] body, Answer answered) {

  /**
   * The answer.
   *
   * @param headers from a name in any case to its first value
   */
  public record Answer(int status, Function<String, Optional<String>> headers, String body) {}

  /** As Java's client had it. */
  public static Exchange of(HttpResponse<?> response) {
    HttpRequest request = response.request();
    String query = request.uri().getRawQuery();
    boolean packed = request.headers().firstValue("Content-Encoding").isPresent();
    byte[] sent = request.bodyPublisher().map(Exchange::bytes).orElseGet(() -> new byte[0]);
    return new Exchange(
        request.method(),
        request.uri().getRawPath() + (query == null ? "" : "?" + query),
        request.headers().firstValue("Content-Type"),
        packed && response.statusCode() / 100 == 2 ? unpacked(sent) : sent,
        new Answer(response.statusCode(), response.headers()::firstValue, text(response.body())));
  }

  private static String text(Object body) {
    return body instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(body);
  }

  String path() {
    return target.split("\\?", 2)[0];
  }

  /** Names and values, decoded; in the order of the request. */
  List<String[]> arguments() {
    String[] parts = target.split("\\?", 2);
    if (parts.length == 1 || parts[1].isEmpty()) {
      return List.of();
    }
    return List.of(parts[1].split("&")).stream()
        .map(argument -> argument.split("=", 2))
        .filter(argument -> argument.length == 2)
        .toList();
  }

  private static byte[] unpacked(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return packed; // identity
    }
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    var bytes = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer part) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
          }

          @Override
          public void onError(Throwable problem) {
            throw new UncheckedIOException(new IOException(problem));
          }

          @Override
          public void onComplete() {}
        });
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    String sent = new String(body, StandardCharsets.UTF_8);
    return "%s %s %s %s → %d %s"
        .formatted(
            method,
            shortened(target),
            contentType.orElse(""),
            shortened(sent),
            answered.status(),
            shortened(answered.body()));
  }

  private static String shortened(String text) {
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
  }
}
