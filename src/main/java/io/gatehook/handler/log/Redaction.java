package io.gatehook.handler.log;

import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Replaces by {@code ***} what must not stand in a log. A member's value goes, whatever its type
 * but null, when its name, in lower case and with {@code -} for {@code _} the same, is password,
 * passwd, passphrase, secret, token, key, apikey, authorization, cookie or set_cookie, or ends in
 * {@code _password}, {@code _passphrase}, {@code _secret}, {@code _token} or {@code _key}; and any
 * string that holds a PEM private key. This is the whole list: anything else is logged as it came.
 */
final class Redaction {
  static final JsonValue MASK = jakarta.json.Json.createValue("***");

  private static final JsonBuilderFactory BUILDERS =
      jakarta.json.Json.createBuilderFactory(Map.of());
  private static final Set<String> NAMES =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "key",
          "apikey",
          "authorization",
          "cookie",
          "set_cookie");
  private static final List<String> ENDINGS =
      List.of("_password", "_passphrase", "_secret", "_token", "_key");
  private static final String PEM = "PRIVATE KEY-----";

  private Redaction() {}

  static JsonObject redact(JsonObject object) {
    var redacted = BUILDERS.createObjectBuilder();
    object.forEach((name, value) -> redacted.add(name, redact(name, value)));
    return redacted.build();
  }

  private static JsonValue redact(String name, JsonValue value) {
    return value != JsonValue.NULL && isSecret(name) ? MASK : redact(value);
  }

  private static JsonValue redact(JsonValue value) {
    if (value instanceof JsonObject object) {
      return redact(object);
    }
    if (value instanceof JsonArray array) {
      var redacted = BUILDERS.createArrayBuilder();
      array.forEach(element -> redacted.add(redact(element)));
      return redacted.build();
    }
    return value instanceof JsonString text && text.getString().contains(PEM) ? MASK : value;
  }

  private static boolean isSecret(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return NAMES.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith);
  }
}
