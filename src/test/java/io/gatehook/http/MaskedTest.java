package io.gatehook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

  @ParameterizedTest
  @CsvSource({
    "http://hooks.test/,                      http://hooks.test/",
    "http://hooks.test,                       http://hooks.test/",
    "http://hooks.test:8080/services/T0/B0/x, http://hooks.test:8080/…",
    "https://u:p@hooks.test/x?key=abc,        https://hooks.test/…",
    "https://u:p@hooks.test/,                 https://hooks.test/",
    "https://hooks.test?key=abc,              https://hooks.test/…",
    "https://hooks.test/#key,                 https://hooks.test/",
    "http://[::1]:8011/x,                     http://[::1]:8011/…"
  })
  void aUrlIsSchemeAndHost(String url, String masked) {
    assertThat(Masked.url(HttpUrl.parse(url))).isEqualTo(masked);
    assertThat(HttpUrl.parse(url)).hasToString(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "PROXY-AUTHORIZATION",
        "COOKIE",
        "Set-Cookie",
        "apikey",
        "DD-API-KEY",
        "x_api_key",
        "x-auth-token",
        "Token",
        "X-Client-Secret",
        "x-password"
      })
  void valuesOfCredentialsAreGone(String name) {
    assertThat(Masked.headers(Map.of(name, "planted"))).containsExactly(Map.entry(name, "***"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"content-type", "x-kong-signature", "keyboard", "x-tokens", "retry-after"})
  void otherValuesStay(String name) {
    assertThat(Masked.headers(Map.of(name, "text"))).containsExactly(Map.entry(name, "text"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://u:p@sso.test/cb?code=planted, https://sso.test/…",
    "/login?code=planted,                  ***",
    "javascript:planted,                   ***"
  })
  void urlsInHeadersAreMaskedToo(String location, String masked) {
    assertThat(Masked.headers(Map.of("Location", location))).containsEntry("location", masked);
  }

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(Masked.headers(Map.of("X-Key", "planted"))).containsEntry("x-key", "***");
  }
}
