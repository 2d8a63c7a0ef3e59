package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.lua.LuaLimits;
import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the Lua sandbox, against the limits that they become. */
class LuaConfigurationTest {
  @Test
  void defaultsAreThoseOfTheSandbox() {
    assertThat(limits(Map.of())).isEqualTo(LuaLimits.defaults());
  }

  @Test
  void everySettingBecomesItsLimit() {
    LuaLimits limits =
        limits(
            Map.ofEntries(
                Map.entry("gatehook.lua.instructions", "1001"),
                Map.entry("gatehook.lua.wall-time", "1002ms"),
                Map.entry("gatehook.lua.allocated-bytes", "100003"),
                Map.entry("gatehook.lua.call-depth", "104"),
                Map.entry("gatehook.lua.source-bytes", "1005"),
                Map.entry("gatehook.lua.string-bytes", "1006"),
                Map.entry("gatehook.lua.pattern-steps", "1007"),
                Map.entry("gatehook.lua.log-lines", "1008"),
                Map.entry("gatehook.lua.log-line-bytes", "1009"),
                Map.entry("gatehook.lua.event-bytes", "1010"),
                Map.entry("gatehook.lua.event-keys", "1011"),
                Map.entry("gatehook.lua.event-depth", "112")));

    assertThat(limits)
        .isEqualTo(
            new LuaLimits(
                new LuaLimits.Code(1001, Duration.ofMillis(1002), 100_003, 104, 1005),
                new LuaLimits.Text(1006, 1007),
                new LuaLimits.Log(1008, 1009),
                new LuaLimits.Input(1010, 1011, 112)));
  }

  /** The sandbox takes both ends; beyond them the start is refused before it is asked. */
  @ParameterizedTest
  @CsvSource({
    "instructions, 0, 1, 2000000000, 2000000001",
    "wall-time, 0ms, 1ms, 10s, 11s",
    "allocated-bytes, 65535, 65536, 1073741824, 1073741825",
    "call-depth, 0, 1, 200, 201",
    "source-bytes, 0, 1, 1048576, 1048577",
    "string-bytes, 0, 1, 268435456, 268435457",
    "pattern-steps, 0, 1, 2000000000, 2000000001",
    "log-lines, -1, 0, 100000, 100001",
    "log-line-bytes, 0, 1, 1048576, 1048577",
    "event-bytes, 0, 1, 268435456, 268435457",
    "event-keys, 0, 1, 1000000, 1000001",
    "event-depth, 0, 1, 128, 129",
  })
  void rangesAreThoseOfTheSandbox(
      String name, String below, String least, String most, String above) {
    String key = "gatehook.lua." + name;

    assertThat(limits(Map.of(key, least))).isNotEqualTo(limits(Map.of(key, most)));
    for (String outside : new String[] {below, above}) {
      assertThatThrownBy(() -> limits(Map.of(key, outside)))
          .isInstanceOf(BadSetting.class)
          .hasMessageStartingWith(key + "=" + outside + " cannot be used: it must be ");
    }
  }

  private static LuaLimits limits(Map<String, String> properties) {
    return new Configuration().lua(Settings.ofProcess(properties, Map.of()));
  }
}
