package io.gatehook.admin.body;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes the query string of a request. */
public final class QueryString {
  private QueryString() {}

  /**
   * The arguments as the members of an object: text, true for a key without a value, an array for a
   * repeated key. Names in brackets stay part of the key.
   *
   * @param raw still percent-encoded; null: none
   * @throws RefusedBody for too many arguments or broken UTF-8
   */
  public static JsonObject decode(@Nullable String raw) {
    byte[] bytes = raw == null ? new byte[0] : raw.getBytes(StandardCharsets.UTF_8);
    return FormTree.decode(UrlEncoded.arguments(bytes), false);
  }
}
