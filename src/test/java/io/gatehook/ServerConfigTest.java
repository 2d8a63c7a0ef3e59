package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehook.runtime.config.DeliverySettings;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.SettingNames;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.launch.Foreground;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in server-config agrees with the code and with its own other files. */
class ServerConfigTest {
  private static final Path FILES = Path.of("server-config");
  private static final Pattern VARIABLE = Pattern.compile("\\bGATEHOOK_[A-Z_]+");
  private static final Pattern KEY =
      Pattern.compile("\\bgatehook\\.[a-z]+[a-z.-]*[a-z](?= |=|\\)|,|$)");
  private static final Pattern OPTIONS = Pattern.compile("JDK_JAVA_OPTIONS=([^\"]+)\"");

  private static String file(String name) throws IOException {
    return Files.readString(FILES.resolve(name));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatehook.service",
        "nginx.conf",
        "pre-boot.txt",
        "post-boot.txt",
        "logging.properties",
        "gatehook.properties"
      })
  void everyVariableIsThatOfASetting(String name) throws IOException {
    List<String> known =
        Setting.all().stream().flatMap(s -> SettingNames.inEnvironment(s.key()).stream()).toList();

    assertThat(all(VARIABLE, file(name))).isSubsetOf(known);
  }

  @Test
  void serviceStartsLikeTheBuildAndOutlivesTheDrain() throws IOException {
    String service = file("gatehook.service");
    Properties unit = new Properties();
    unit.load(new StringReader(service));

    var options = OPTIONS.matcher(service);
    assertThat(options.find()).isTrue();
    assertThat(options.group(1).split(" ")).hasSizeGreaterThan(2).isSubsetOf(Foreground.FLAGS);
    Settings defaults = Settings.ofProcess(Map.of(), Map.of());
    assertThat(Duration.ofSeconds(Long.parseLong(unit.getProperty("TimeoutStopSec"))))
        .isGreaterThan(defaults.get(DeliverySettings.DELIVERY_DRAIN).plusSeconds(10));
    assertThat(unit)
        .containsEntry("DynamicUser", "yes")
        .containsEntry("NoNewPrivileges", "yes")
        .containsEntry("ProtectSystem", "strict")
        .containsEntry("StateDirectory", "gatehook")
        .containsEntry("RestartPreventExitStatus", "2");
  }

  @Test
  void systemdFindsNothingWrongWithTheService() throws IOException, InterruptedException {
    assumeTrue(
        Stream.of("/usr/bin/systemd-analyze", "/usr/bin/java")
            .allMatch(program -> Files.isExecutable(Path.of(program))));

    Process check =
        new ProcessBuilder("systemd-analyze", "verify", FILES.resolve("gatehook.service") + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("gatehook.service");
  }

  /**
   * Without a token, what a proxy forwards is refused by these headers; it must never look local.
   */
  @Test
  void proxySaysThatItIsOne() throws IOException {
    String site = file("nginx.conf").replaceAll(" +", " ");

    for (String location : site.substring(site.indexOf("location")).split("location ")) {
      if (location.contains("proxy_pass")) {
        assertThat(location).contains("proxy_set_header X-Real-IP $remote_addr;");
      }
    }
    assertThat(site).contains("X-Forwarded-For $remote_addr;").doesNotContain("$proxy_add");
    assertThat(all(KEY, site)).contains("gatehook.admin.token");
  }

  @Test
  void logIsTheOneThatIsPacked() throws IOException {
    Properties log = new Properties();
    log.load(new StringReader(file("logging.properties")));

    assertThat(log)
        .containsEntry(
            "java.util.logging.ConsoleHandler.filter", "io.gatehook.runtime.launch.QuietLog")
        .containsEntry("gatehook.event.level", "INFO")
        .containsEntry("gatehook.lua.level", "INFO");
  }
}
