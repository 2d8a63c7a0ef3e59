package io.gatehook.runtime;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ConfigFile;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The file of settings for MicroProfile Config, so that it may hold the standard keys too. The
 * server makes one of these while it deploys the application.
 */
public final class ConfigFileSource implements ConfigSource {

  /** Below the environment, which has 300. */
  private static final int ORDINAL = 250;

  private final Map<String, String> values = read();

  /** A file that cannot be used sets nothing here: the settings refuse it where it can be told. */
  private static Map<String, String> read() {
    try {
      return ConfigFile.ofProcess(System.getProperties(), System.getenv());
    } catch (BadSetting e) {
      return Map.of();
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String key) {
    return values.get(key);
  }

  @Override
  public String getName() {
    return "gatehook.config";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
