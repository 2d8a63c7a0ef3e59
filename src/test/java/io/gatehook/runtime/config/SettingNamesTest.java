package io.gatehook.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {

  @ParameterizedTest
  @CsvSource({
    "gatehook.http.prot, gatehook.http.port",
    "gatehook.httpport, gatehook.http.port",
    "gatehook.data.dri, gatehook.data.dir",
    "gatehook.datasource.usr, gatehook.datasource.user",
    "gatehook.delivery.inflight, gatehook.delivery.in-flight",
  })
  void unknownNameNamesTheNearest(String unknown, String near) {
    assertThatThrownBy(() -> SettingNames.requireKnown(List.of("java.home", unknown)))
        .isInstanceOf(BadSetting.class)
        .hasMessage(unknown + " is not a setting; the nearest setting is " + near + ".");
  }

  @Test
  void farNameNamesTheHelp() {
    assertThatThrownBy(() -> SettingNames.requireKnown(List.of("gatehook.something.else.entirely")))
        .hasMessageContaining("--help");
  }

  @Test
  void everySettingIsKnown() {
    List<String> keys = Setting.all().stream().map(Setting::key).toList();

    assertThatCode(() -> SettingNames.requireKnown(keys)).doesNotThrowAnyException();
  }

  @Test
  void warnsOfEnvironmentThatSetsNothingButNotOfKubernetes() {
    Set<String> environment =
        Set.of(
            "GATEHOOK_HTTP_PROT",
            "GATEHOOK_HTTP_PORT",
            "GATEHOOK_PORT_8011_TCP_ADDR",
            "GATEHOOK_SERVICE_HOST",
            "PATH");

    assertThat(SettingNames.warnings(environment))
        .containsExactly(
            "GATEHOOK_HTTP_PROT in the environment sets nothing;"
                + " the nearest setting is GATEHOOK_HTTP_PORT.");
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, abc, 0", "'', abc, 3", "port, prot, 2", "kitten, sitting, 3"})
  void countsEdits(String left, String right, int distance) {
    assertThat(SettingNames.distance(left, right)).isEqualTo(distance);
    assertThat(SettingNames.distance(right, left)).isEqualTo(distance);
  }
}
