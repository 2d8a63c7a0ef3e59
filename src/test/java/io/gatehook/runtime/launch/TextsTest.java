package io.gatehook.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.runtime.config.ListenAddress;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person reads first: the help and the block at the end of the start. */
class TextsTest {

  private static final int MAX_WIDTH = 150;

  @Test
  void helpExplainsEverySetting() {
    String help = HelpText.text();

    assertThat(Setting.all()).isNotEmpty();
    for (Setting<?> setting : Setting.all()) {
      assertThat(help.lines())
          .anyMatch(
              line ->
                  line.startsWith("  " + setting.key() + "=" + setting.defaultText() + " ")
                      && line.endsWith("  " + setting.meaning()));
    }
    assertThat(help).contains("--help", "--version", "GATEHOOK_HTTP_PORT", "JDK_JAVA_OPTIONS");
    assertThat(help.lines()).allMatch(line -> line.length() <= MAX_WIDTH);
  }

  @Test
  void bannerSaysWhereEverythingIs() {
    Settings settings =
        Settings.ofProcess(
            Map.of(
                "gatehook.http.host", "0.0.0.0",
                "gatehook.http.port", "9000",
                "gatehook.node.id", "n1",
                "gatehook.datasource.url", "jdbc:postgresql://db/gate",
                "gatehook.datasource.user", "gate",
                "gatehook.datasource.password", "hunter2"),
            Map.of());

    assertThat(Banner.text(settings, Duration.ofMillis(9876)))
        .contains("ready (9.9 s)")
        .contains("http://127.0.0.1:9000\n")
        .contains("jdbc:postgresql://db/gate\n")
        .contains("n1\n")
        .contains("curl -i http://127.0.0.1:9000/event-hooks")
        .doesNotContain("hunter2");
  }

  @Test
  void addressOfIpv6IsBracketed() {
    Settings settings =
        Settings.ofProcess(
            Map.of("gatehook.http.host", "::1", "gatehook.http.port", "9000"), Map.of());

    assertThat(ListenAddress.url(settings)).isEqualTo("http://[0:0:0:0:0:0:0:1]:9000");
  }
}
