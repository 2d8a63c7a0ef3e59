package io.gatehook.handler.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Passwd",
        "passphrase",
        "secret",
        "token",
        "key",
        "APIKEY",
        "authorization",
        "cookie",
        "set-cookie",
        "client_secret",
        "access_token",
        "x-api-key",
        "private_key",
        "db_password",
        "key_passphrase"
      })
  void hidesMembersByName(String name) {
    assertThat(redacted("{\"a\":[{\"%s\":\"x\"}]}".formatted(name)))
        .hasToString("{\"a\":[{\"%s\":\"***\"}]}".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "token_count", "secretary", "monkey", "key_id"})
  void showsMembersThatOnlySoundAlike(String name) {
    String json = "{\"%s\":\"x\"}".formatted(name);

    assertThat(redacted(json)).hasToString(json);
  }

  @Test
  void hidesValuesOfAnyTypeButNull() {
    assertThat(redacted("{\"key\":{\"a\":1},\"secret\":null,\"token\":[1],\"b_key\":1}"))
        .hasToString("{\"key\":\"***\",\"secret\":null,\"token\":\"***\",\"b_key\":\"***\"}");
  }

  @Test
  void hidesPrivateKeysAnywhere() {
    assertThat(redacted("{\"a\":[\"-----BEGIN EC PRIVATE KEY-----\\nMHc\"],\"b\":\"public\"}"))
        .hasToString("{\"a\":[\"***\"],\"b\":\"public\"}");
  }

  private static JsonObject redacted(String json) {
    return Redaction.redact(Json.stored(json.getBytes(StandardCharsets.UTF_8)));
  }
}
