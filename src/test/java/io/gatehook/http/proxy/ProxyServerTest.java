package io.gatehook.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyServerTest {

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example.com:3128, proxy.example.com, 3128, true, ",
    "http://10.0.0.1:80/, 10.0.0.1, 80, true, ",
    "http://[fd00::1]:3128, fd00::1, 3128, true, ",
    "http://ada:b%40c@proxy:1, proxy, 1, true, Basic YWRhOmJAYw==",
    "http://ada@proxy:1, proxy, 1, true, Basic YWRhOg==",
    "socks5://proxy:1080, proxy, 1080, false, ",
  })
  void readsItsUrl(String url, String host, int port, boolean requests, String authorization) {
    ProxyServer proxy = ProxyServer.parse(url);

    assertThat(proxy.host()).isEqualTo(host);
    assertThat(proxy.port()).isEqualTo(port);
    assertThat(proxy.takesRequests()).isEqualTo(requests);
    assertThat(proxy.authorization().orElse(null)).isEqualTo(authorization);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://proxy:443",
        "socks4://proxy:1080",
        "http://proxy",
        "http://:80",
        "http://proxy:3128/path",
        "http://a b@proxy:1",
        "ftp://proxy:21",
        ""
      })
  void refusesOtherUrls(String url) {
    assertThatThrownBy(() -> ProxyServer.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverShowsThePassword() {
    assertThat(ProxyServer.parse("http://ada:secret@proxy:1").toString()).doesNotContain("secret");
  }
}
