package io.gatehook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://hooks.test               | hooks.test     | 80   | /
          https://hooks.test/a/b?c=d#e    | hooks.test     | 443  | /a/b?c=d
          HTTP://hooks.test:8080?x        | hooks.test     | 8080 | /?x
          http://my_service:9/            | my_service     | 9    | /
          http://[::1]:8011/x             | ::1            | 8011 | /x
          http://u:p@hooks.test/x         | hooks.test     | 80   | /x
          http://bücher.test/ü x          | xn--bcher-kva.test | 80 | /%C3%BC%20x
          http://hooks.test:/x            | hooks.test     | 80   | /x
          http://hooks.test/a%20b?q="1"   | hooks.test     | 80   | /a%20b?q=%221%22
          http://0x7f.1/                  | 127.0.0.1      | 80   | /
          http://2130706433:81            | 127.0.0.1      | 81   | /
          http://0177.0.0.1./             | 127.0.0.1      | 80   | /
          http://１２７.1/                  | 127.0.0.1      | 80   | /
          """)
  void readsWhatIsDialledAndSent(String url, String host, int port, String target) {
    HttpUrl read = HttpUrl.parse(url);

    assertThat(read.host()).isEqualTo(host);
    assertThat(read.port()).isEqualTo(port);
    assertThat(read.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h.test, a=1, /?a=1",
    "http://h.test/x?b#c, a=1, /x?b&a=1",
    "http://h.test/x?, a=1, /x?a=1",
    "http://h.test/x, '', /x"
  })
  void addsToTheQuery(String url, String query, String target) {
    HttpUrl longer = HttpUrl.parse(url).withQuery(query);

    assertThat(longer.target()).isEqualTo(target);
    assertThat(longer.hostAndPort()).isEqualTo("h.test:80");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://hooks.test/x      | scheme must be http or https
          hooks.test/x            | invalid url
          http:///x               | invalid url
          http://hooks.test:0/    | invalid port in url
          http://hooks.test:99999 | invalid port in url
          http://a b/             | invalid host in url
          http://[::1             | invalid url
          http://[:::]/           | invalid host in url
          http://1.2.3.256/       | invalid host in url
          http://08/              | invalid host in url
          """)
  void refusesWhatCannotBeDialled(String url, String message) {
    assertThatThrownBy(() -> HttpUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesControlCharactersWithoutRepeatingTheUrl() {
    assertThatThrownBy(() -> HttpUrl.parse("http://u:secret@hooks.test/\r\nx: y"))
        .hasMessage("invalid url");
  }

  @Test
  void namesThePortOnlyWhereItIsNotTheSchemesOwn() {
    assertThat(HttpUrl.parse("https://hooks.test:443").authority()).isEqualTo("hooks.test");
    assertThat(HttpUrl.parse("https://hooks.test:80").authority()).isEqualTo("hooks.test:80");
    assertThat(HttpUrl.parse("http://[::1]:81").authority()).isEqualTo("[::1]:81");
  }
}
