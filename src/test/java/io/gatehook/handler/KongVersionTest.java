package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KongVersionTest {

  @ParameterizedTest
  @CsvSource({
    "2.8, false",
    "3.9, false",
    "3.13.9.9, false",
    "3.14, true",
    "3.14.0.1, true",
    "4.0, true"
  })
  void changedItsSignatureInThreeFourteen(String version, boolean changed) {
    assertThat(KongVersion.parse(version).isSha256AndVerify()).isEqualTo(changed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3.x", "v3.9", "3.9.0.0.0", "3.99999"})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> KongVersion.parse(text)).hasMessageStartingWith("not a version");
  }
}
