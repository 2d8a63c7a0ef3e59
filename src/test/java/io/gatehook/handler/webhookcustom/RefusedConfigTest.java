package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a hook from being written. */
class RefusedConfigTest {
  private static final String POST = "\"method\":\"POST\",";

  @Test
  void namesEveryTemplateThatDoesNotCompile() {
    JsonObject violations =
        violations(
            POST
                + "\"body\":\"line\\n{{ a b }}\",\"headers_format\":true,"
                + "\"headers\":{\"X-A\":\"{{ ( }}\",\"x-b\":\"{{ b }}\"},"
                + "\"payload\":{\"text\":\"{% if end %}\",\"list\":[\"a\",{\"b\":\"{{ = }}\"}]}");

    assertThat(violations)
        .isEqualTo(
            CustomWebhook.json(
                "{\"headers\":{\"X-A\":\"headers.X-A:1: unexpected symbol near ')'\"},"
                    + "\"payload\":{\"text\":\"payload.text:1: unexpected symbol near 'end'\","
                    + "\"list\":[null,{\"b\":\"payload.list.2.b:1: unexpected symbol near '='\"}]},"
                    + "\"body\":\"body:2: ')' expected near 'b'\"}"));
  }

  @Test
  void takesBrokenTemplatesThatAreNeverRendered() {
    CustomWebhook.of(
        POST
            + "\"body_format\":false,\"body\":\"{{ a b }}\",\"headers\":{\"x\":\"{{ a b }}\"},"
            + "\"payload_format\":false,\"payload\":{\"a\":\"{{ a b }}\"}");
  }

  @Test
  void refusesATemplateThatIsTooLong() {
    assertThat(violations(POST + "\"body\":\"{{ a }}" + "x".repeat(65_536) + "\""))
        .isEqualTo(CustomWebhook.json("{\"body\":\"template longer than 65536 bytes\"}"));
  }

  @Test
  void boundsTheNumberOfValues() {
    CustomWebhook.of(POST + "\"payload\":" + ones(255));

    assertThat(violations(POST + "\"payload\":" + ones(256)))
        .isEqualTo(CustomWebhook.json("{\"payload\":\"more than 256 values\"}"));
    assertThat(violations(POST + "\"headers\":" + ones(256)))
        .isEqualTo(CustomWebhook.json("{\"headers\":\"more than 256 values\"}"));
    assertThat(violations(POST + "\"payload_format\":false,\"payload\":{\"a\":" + ones(255) + "}"))
        .isEqualTo(CustomWebhook.json("{\"payload\":\"more than 256 values\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"body\":\"a\"|{\"method\":\"required field missing\"}",
        "\"method\":\"post\"|{\"method\":\"expected one of: GET, HEAD, POST, PUT, PATCH, DELETE,"
            + " OPTIONS\"}",
        "\"method\":\"CONNECT\"|{\"method\":\"expected one of: GET, HEAD, POST, PUT, PATCH, DELETE,"
            + " OPTIONS\"}",
        "\"method\":\"PUT\",\"payload\":\"a\"|{\"payload\":\"expected a map\"}",
        "\"method\":\"PUT\",\"payload\":[1]|{\"payload\":\"expected a string\"}",
        "\"method\":\"PUT\",\"payload\":{\"a\":null}|{\"payload\":\"required field missing\"}",
        "\"method\":\"PUT\",\"body\":{}|{\"body\":\"expected a string\"}",
        "\"method\":\"PUT\",\"functions\":[]|{\"functions\":\"unknown field\"}",
        "\"method\":\"PUT\",\"headers\":{\"Host\":\"x\"}"
            + "|{\"headers\":\"cannot contain 'Host' header\"}",
      })
  void keepsToTheTypesOfTheMembers(String members, String violations) {
    assertThat(violations(members)).isEqualTo(CustomWebhook.json(violations));
  }

  private static String ones(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"m%d\":\"1\"".formatted(i))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static JsonObject violations(String members) {
    return catchThrowableOfType(InvalidEntity.class, () -> CustomWebhook.of(members))
        .violations()
        .fields();
  }
}
