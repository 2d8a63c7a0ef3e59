package io.gatehook.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("gatehook.properties"), text);
  }

  private static Map<String, String> named(Path file) {
    return Map.of("gatehook.config", file.toString());
  }

  @Test
  void propertyAndEnvironmentWinOverTheFileAndTheFileOverDefaults() throws IOException {
    Path file =
        file(
            """
            gatehook.http.port=1
            gatehook.delivery.in-flight = 2
            gatehook.node.id: n
            """);

    Settings settings =
        Settings.ofProcess(
            Map.of("gatehook.config", file.toString(), "gatehook.http.port", "9000"),
            Map.of("GATEHOOK_DELIVERY_IN_FLIGHT", "7"));

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(9000);
    assertThat(settings.get(DeliverySettings.DELIVERY_IN_FLIGHT)).isEqualTo(7);
    assertThat(settings.find(ServerSettings.NODE_ID)).contains("n");
    assertThat(settings.get(DeliverySettings.DELIVERY_LEASE)).hasSeconds(30);
  }

  @Test
  void environmentMayNameTheFile() throws IOException {
    Path file = file("gatehook.http.port=9000");

    Settings settings = Settings.ofProcess(Map.of(), Map.of("GATEHOOK_CONFIG", file.toString()));

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(9000);
  }

  @Test
  void spacesAtTheEndOfALineAndEmptyValuesDoNotCount() throws IOException {
    Settings settings =
        Settings.ofProcess(
            named(file("gatehook.http.port=9000 \t\ngatehook.node.id=\n")), Map.of());

    assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(9000);
    assertThat(settings.find(ServerSettings.NODE_ID)).isEmpty();
  }

  @Test
  void textIsUtf8() throws IOException {
    assertThat(ConfigFile.ofProcess(named(file("gatehook.templates.dir=/tmp/ä")), Map.of()))
        .containsExactly(Map.entry("gatehook.templates.dir", "/tmp/ä"));
  }

  @Test
  void keysOfTheStandardMayStandInIt() throws IOException {
    String key = "io.gatehook.http.ImmediateRetry/call/Retry/maxRetries";

    assertThat(ConfigFile.ofProcess(named(file(key + "=0")), Map.of())).containsEntry(key, "0");
  }

  @ParameterizedTest
  @CsvSource({
    "gatehook.http.prot=1, gatehook.http.prot in, 'is not a setting; the nearest setting is"
        + " gatehook.http.port.'",
    "http.port=1, http.port in, 'is not a setting; the nearest setting is gatehook.http.port.'",
    "gatehook.config=x, gatehook.config cannot stand in the file, gatehook.properties",
    "gatehook.http.port=99999, gatehook.http.port=99999 cannot be used, from 1 to 65535",
    "gatehook.http.port=\\u12, gatehook.config=, no file of properties",
    "gatehook.ingest.token=hunter2, gatehook.ingest.token cannot be used, gatehook.admin.token",
  })
  void refusalNamesWhatIsWrong(String line, String begin, String reason) throws IOException {
    Map<String, String> named = named(file(line));

    assertThatThrownBy(() -> Settings.ofProcess(named, Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith(begin)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hunter");
  }

  @Test
  void fileThatIsNamedMustBeThere() {
    assertThatThrownBy(() -> Settings.ofProcess(named(directory.resolve("absent")), Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageMatching("gatehook.config=.*/absent cannot be used: there is no such file\\.");
  }

  @Test
  void directoryIsNoFileOfSettings() {
    assertThatThrownBy(() -> Settings.ofProcess(named(directory), Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("the file cannot be read");
  }

  @Test
  void longFileIsNotRead() throws IOException {
    Map<String, String> named = named(file("#".repeat(1024 * 1024 + 1)));

    assertThatThrownBy(() -> Settings.ofProcess(named, Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("longer than 1048576 bytes");
  }
}
