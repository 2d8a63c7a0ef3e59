package io.gatehook.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings with(Map<String, String> properties) {
    return Settings.ofProcess(properties, Map.of());
  }

  @Test
  void everyDefaultCanBeUsed() {
    Settings settings = with(Map.of());

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(8011);
    assertThat(settings.get(DeliverySettings.CALL_TIMEOUT)).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.get(DeliverySettings.DELIVERY_SCHEDULE))
        .hasSize(9)
        .startsWith(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2))
        .endsWith(Duration.ofHours(10));
    assertThat(settings.get(HookSettings.SOURCES_ADVANCED_ALIAS)).isTrue();
    assertThat(settings.find(ServerSettings.DATASOURCE_URL)).isEmpty();
  }

  @Test
  void propertyBeatsEnvironmentBeatsDefault() {
    Map<String, String> environment =
        Map.of("GATEHOOK_HTTP_PORT", "9001", "GATEHOOK_DELIVERY_IN_FLIGHT", "7");

    Settings settings = Settings.ofProcess(Map.of("gatehook.http.port", "9000"), environment);

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(9000);
    assertThat(settings.get(DeliverySettings.DELIVERY_IN_FLIGHT)).isEqualTo(7);
  }

  @Test
  void emptyValueCountsAsNotSet() {
    Settings settings =
        Settings.ofProcess(Map.of("gatehook.http.port", ""), Map.of("GATEHOOK_HTTP_PORT", "9001"));

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(9001);
  }

  @ParameterizedTest
  @CsvSource({
    "gatehook.http.port, 99999, from 1 to 65535",
    "gatehook.http.port, 0, from 1 to 65535",
    "gatehook.http.port, 80a, from 1 to 65535",
    "gatehook.call.timeout, 15, 500ms",
    "gatehook.call.timeout, 11m, to 10m",
    "gatehook.call.timeout, -1s, 500ms",
    "gatehook.call.timeout, 9999999999s, 500ms",
    "gatehook.delivery.schedule, 5s;6s, separated by spaces",
    "gatehook.log.format, json, 'one of line, kong'",
    "gatehook.sources.strict, yes, true or false",
    "gatehook.kong-version, three, a version",
    "gatehook.datasource.url, jdbc:mysql://x/y, jdbc:postgresql:",
    "gatehook.node.id, a b, printable",
    "gatehook.egress.private, yes, 'one of allow, deny'",
    "gatehook.egress.allow, 10.0.0.0/33, blocks like",
    "gatehook.egress.allow, 10.0.0, blocks like",
    "gatehook.egress.allow, 10.0.0.256, blocks like",
    "gatehook.egress.allow, 010.0.0.1, blocks like",
    "gatehook.egress.allow, 0x7f, blocks like",
    "gatehook.egress.deny, fc00::/129, blocks like",
    "gatehook.egress.deny, fc00:::1, blocks like",
    "gatehook.egress.deny, a.*.test, blocks like",
    "gatehook.egress.deny, *, blocks like",
    "gatehook.egress.deny, http://a.test, blocks like",
  })
  void refusalNamesKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith(key + "=" + value + " cannot be used: it must be ")
        .hasMessageContaining(allowed)
        .hasMessageEndingWith(".");
  }

  @Test
  void refusalNeverShowsThePassword() {
    assertThatThrownBy(() -> with(Map.of("gatehook.datasource.password", "hunter2")))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("gatehook.datasource.password")
        .hasMessageContaining("needs gatehook.datasource.url")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy:3128", "http://hunter:2@p:99999", "https://hunter:2@p:1", "http://p"})
  void refusalNeverShowsTheProxysPassword(String url) {
    assertThatThrownBy(() -> with(Map.of("gatehook.proxy.url", url)))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("socks5://host:port")
        .hasMessageNotContaining("hunter");
  }

  @ParameterizedTest
  @CsvSource({
    "gatehook.admin.token, hunter 2, visible ASCII",
    "gatehook.ingest.token, hunter2, needs gatehook.admin.token",
  })
  void refusalNeverShowsAToken(String key, String value, String reason) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith(key + " cannot be used: ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hunter");
  }

  @Test
  void tokensOfTwoRolesDiffer() {
    assertThatThrownBy(
            () -> with(Map.of("gatehook.admin.token", "a", "gatehook.ingest.token", "a")))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "gatehook.ingest.token cannot be used: it must differ from gatehook.admin.token.");
  }

  @Test
  void connectTimeoutMayNotExceedTheTimeout() {
    assertThatThrownBy(
            () ->
                with(Map.of("gatehook.call.timeout", "2s", "gatehook.call.connect-timeout", "3s")))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("gatehook.call.connect-timeout=3s")
        .hasMessageContaining("gatehook.call.timeout=2s");
  }

  @Test
  void timeoutMayBeShorterThanTheDefaultOfTheConnectTimeout() {
    assertThat(with(Map.of("gatehook.call.timeout", "2s")).get(DeliverySettings.CALL_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void embeddedStoreSurvivesTheDeathOfTheProcess() {
    StoreAddress store = StoreAddress.of(with(Map.of("gatehook.data.dir", "/var/x")));

    assertThat(store.url()).startsWith("jdbc:h2:file:/var/x/gatehook;").contains("WRITE_DELAY=0");
    assertThat(store.shown()).isEqualTo("H2 (embedded), /var/x/gatehook.mv.db");
  }

  @Test
  void shownStoreHidesCredentialsInTheUrl() {
    StoreAddress store =
        StoreAddress.of(
            with(Map.of("gatehook.datasource.url", "jdbc:postgresql://u:p@db/g?password=secret")));

    assertThat(store.shown()).isEqualTo("jdbc:postgresql://db/g");
    assertThat(store).hasToString("jdbc:postgresql://db/g");
  }
}
