package io.gatehook.handler.request;

import io.gatehook.http.HeaderRules;
import io.gatehook.http.HttpUrl;
import io.gatehook.http.egress.EgressRules;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The config of one webhook hook, read.
 *
 * @param headers by name in any case
 * @param secret null: requests are not signed
 */
public record RequestSettings(
    HttpUrl url, Map<String, String> headers, @Nullable String secret, boolean tlsVerify) {

  /**
   * Reads a config with the members {@code url}, {@code headers}, {@code secret} and {@code
   * ssl_verify}.
   *
   * @throws InvalidEntity for a url that cannot be dialled, and for headers that may not be sent
   */
  public static RequestSettings read(JsonObject config, RequestConfig server) {
    var violations = Json.createObjectBuilder();
    Map<String, String> headers = headers(config.get("headers"));
    HeaderRules.refusal(headers).ifPresent(text -> violations.add("headers", text));
    Optional<HttpUrl> url = Optional.empty();
    try {
      url = Optional.of(HttpUrl.parse(config.getString("url")));
    } catch (IllegalArgumentException e) {
      violations.add("url", e.getMessage());
    }
    JsonObject found = violations.build();
    if (!found.isEmpty()) {
      throw new InvalidEntity(new Violations(found));
    }
    return new RequestSettings(
        url.orElseThrow(),
        headers,
        config.getString("secret", null),
        config.getBoolean("ssl_verify", server.kongVersion().isSha256AndVerify()));
  }

  /**
   * Refuses a receiver of which is known that it may not be called. Not for hooks that are loaded:
   * their calls fail and are tried again, since rules can be mended.
   *
   * @throws InvalidEntity at {@code url}
   */
  public void requirePermitted(EgressRules egress) {
    Optional<String> refusal = egress.refusal(url.host(), url.port());
    if (refusal.isPresent()) {
      throw new InvalidEntity(Violations.of("url", refusal.get()));
    }
  }

  /** Names the receiver alone. */
  @Override
  public String toString() {
    return "webhook to " + url;
  }

  private static Map<String, String> headers(@Nullable JsonValue configured) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    if (configured instanceof JsonObject object) {
      object.forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
    }
    return headers;
  }
}
