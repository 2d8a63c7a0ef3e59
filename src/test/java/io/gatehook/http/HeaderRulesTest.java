package io.gatehook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "TE",
        "trailer",
        "upgrade",
        "expect",
        "X-Kong-Signature",
        "webhook-id",
        "x-gatehook-delivery"
      })
  void refusesHeadersThatAreOurs(String name) {
    assertThat(HeaderRules.refusal(Map.of(name, "x")))
        .contains("cannot contain '%s' header".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä", "a\u0000"})
  void refusesNamesThatAreNoTokens(String name) {
    assertThat(HeaderRules.refusal(Map.of(name, "x")).orElseThrow())
        .startsWith("invalid header name '")
        .doesNotContainPattern("[^ -~]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\rb", "a\u0000"})
  void refusesControlCharactersInValues(String value) {
    assertThat(HeaderRules.refusal(Map.of("x-a", value)))
        .contains("control character in the value of header 'x-a'");
  }

  @Test
  void allowsTheRest() {
    assertThat(
            HeaderRules.refusal(
                Map.of(
                    "Authorization",
                    "Bearer x",
                    "Content-Type",
                    "a/b",
                    "X-Ü".substring(0, 2),
                    "ü\t")))
        .isEmpty();
  }
}
