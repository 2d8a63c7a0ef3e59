package io.gatehook.http.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.1, 127.0.0.1",
    "127.0.1, 127.0.0.1",
    "2130706433, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "0x7F.1, 127.0.0.1",
    "017700000001, 127.0.0.1",
    "0177.0.0.01, 127.0.0.1",
    "0, 0.0.0.0",
    "0x, 0.0.0.0",
    "1.2.3.4., 1.2.3.4",
    "4294967295, 255.255.255.255",
    "1.16777215, 1.255.255.255",
    "::1, 0:0:0:0:0:0:0:1",
    "::ffff:1.2.3.4, 1.2.3.4",
    "FE80::1, fe80:0:0:0:0:0:0:1",
  })
  void readsAddresses(String host, String address) {
    assertThat(Literal.parse(host))
        .hasValueSatisfying(found -> assertThat(found.getHostAddress()).isEqualTo(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "example.com",
        "1.2.3.4.example.com",
        "0x7g",
        "abc",
        "a1",
        "x.0x7f.y",
        "1password.com",
        "10.0.0.1.nip.io",
        "xn--1",
        "-",
        "a.1b",
        "1.2.3.4.."
      })
  void leavesNames(String host) {
    assertThat(Literal.parse(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.1.1.1",
        "1.2.3.256",
        "1.2.3.4.5",
        "1..2",
        "4294967296",
        "0x100000000",
        "08",
        "0.0.0.09",
        "1.16777216",
        "a.1",
        "-1.1",
        "+1.1",
        ".1",
        "99999999999999999999999",
        "0xffffffffffffffffffff",
        ":",
        ":::",
        "1:2",
        "::1%lo",
        "::g",
        "1:2:3:4:5:6:7:8:9",
        "::1.2.3.256",
        "fe80::1%25eth0",
        "::1]"
      })
  void refusesWhatIsNeither(String host) {
    assertThatThrownBy(() -> Literal.parse(host)).isInstanceOf(IllegalArgumentException.class);
  }
}
