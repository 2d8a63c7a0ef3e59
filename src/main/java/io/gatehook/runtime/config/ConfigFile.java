package io.gatehook.runtime.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The file of settings; what is set by a system property or in the environment wins over it. */
public final class ConfigFile {

  private static final long MAX_BYTES = 1024 * 1024;

  private ConfigFile() {}

  /**
   * Reads the file that these system properties and this environment name, else the default one,
   * which may be absent.
   *
   * @return what it sets, keys that are none of Gatehook's included
   * @throws BadSetting if it cannot be read, or has a key that is no setting
   */
  public static Map<String, String> ofProcess(
      Map<?, ?> properties, Map<String, String> environment) {
    return read(Settings.inProcess(properties, environment));
  }

  static Map<String, String> read(Function<String, Optional<String>> process) {
    Optional<String> named = process.apply(ServerSettings.CONFIG.key());
    String name = named.orElse(ServerSettings.CONFIG.defaultText());
    Path file = Path.of(ServerSettings.CONFIG.parse(name));
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw BadSetting.of(
            ServerSettings.CONFIG, name, "the file is longer than " + MAX_BYTES + " bytes");
      }
      Map<String, String> values = values(Files.readString(file));
      values.keySet().forEach(key -> requireKnown(key, file));
      return values;
    } catch (NoSuchFileException e) {
      if (named.isEmpty()) {
        return Map.of();
      }
      throw BadSetting.of(ServerSettings.CONFIG, name, "there is no such file");
    } catch (IOException e) {
      throw BadSetting.of(ServerSettings.CONFIG, name, "the file cannot be read (" + e + ")");
    } catch (IllegalArgumentException e) { // a \\u without four digits after it
      throw BadSetting.of(
          ServerSettings.CONFIG, name, "it is no file of properties (" + e.getMessage() + ")");
    }
  }

  private static Map<String, String> values(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key).strip()));
  }

  private static void requireKnown(String key, Path file) {
    if (key.equals(ServerSettings.CONFIG.key())) {
      throw new BadSetting(key + " cannot stand in the file that it names, " + file + ".");
    }
    boolean prefixMissing = Setting.named(Setting.PREFIX + key).isPresent();
    if (prefixMissing || (key.startsWith(Setting.PREFIX) && Setting.named(key).isEmpty())) {
      throw SettingNames.unknown(key, key + " in " + file);
    }
  }
}
