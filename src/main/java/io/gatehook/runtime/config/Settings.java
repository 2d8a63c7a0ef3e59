package io.gatehook.runtime.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values that hold: what the operator set, else the defaults; checked as a whole. */
public final class Settings {

  private final Function<String, Optional<String>> lookup;

  /**
   * @param lookup from a key to what the operator set; an empty text counts as not set
   * @throws BadSetting if any value cannot be used
   */
  public Settings(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
    Setting.all().forEach(this::check);
    checkTogether();
  }

  /**
   * Reads system properties, then the environment, as MicroProfile Config names it, then the file
   * of settings.
   */
  public static Settings ofProcess(Map<?, ?> properties, Map<String, String> environment) {
    Function<String, Optional<String>> process = inProcess(properties, environment);
    Map<String, String> file = ConfigFile.read(process);
    return new Settings(key -> process.apply(key).or(() -> Optional.ofNullable(file.get(key))));
  }

  static Function<String, Optional<String>> inProcess(
      Map<?, ?> properties, Map<String, String> environment) {
    return key -> {
      Object property = properties.get(key);
      return property instanceof String text && !text.isEmpty()
          ? Optional.of(text)
          : SettingNames.inEnvironment(key).stream()
              .map(environment::get)
              .filter(value -> value != null && !value.isEmpty())
              .findFirst();
    };
  }

  public <T> T get(Setting<T> setting) {
    return setting.parse(text(setting));
  }

  /** The value of a setting that has no default; empty if the operator did not set it. */
  public Optional<String> find(Setting<String> setting) {
    return isSet(setting) ? Optional.of(get(setting)) : Optional.empty();
  }

  public boolean isSet(Setting<?> setting) {
    return set(setting).isPresent();
  }

  /** As written, or the default. */
  private String text(Setting<?> setting) {
    return set(setting).orElse(setting.defaultText());
  }

  private Optional<String> set(Setting<?> setting) {
    return lookup.apply(setting.key()).filter(value -> !value.isEmpty());
  }

  private void check(Setting<?> setting) {
    if (isSet(setting) || !setting.optional()) {
      setting.parse(text(setting));
    }
  }

  private void checkTogether() {
    require(
        !isSet(DeliverySettings.CALL_CONNECT_TIMEOUT)
            || get(DeliverySettings.CALL_CONNECT_TIMEOUT)
                    .compareTo(get(DeliverySettings.CALL_TIMEOUT))
                <= 0,
        DeliverySettings.CALL_CONNECT_TIMEOUT,
        "it must not exceed "
            + DeliverySettings.CALL_TIMEOUT.key()
            + "="
            + text(DeliverySettings.CALL_TIMEOUT));
    requireBeside(AccessSettings.INGEST_TOKEN, AccessSettings.ADMIN_TOKEN);
    require(
        !isSet(AccessSettings.INGEST_TOKEN)
            || !text(AccessSettings.INGEST_TOKEN).equals(text(AccessSettings.ADMIN_TOKEN)),
        AccessSettings.INGEST_TOKEN,
        "it must differ from " + AccessSettings.ADMIN_TOKEN.key());
    requireBeside(ServerSettings.DATASOURCE_USER, ServerSettings.DATASOURCE_URL);
    requireBeside(ServerSettings.DATASOURCE_PASSWORD, ServerSettings.DATASOURCE_URL);
  }

  /** A setting that means nothing without another one. */
  private void requireBeside(Setting<?> setting, Setting<?> needed) {
    require(
        isSet(needed) || !isSet(setting),
        setting,
        "it needs " + needed.key() + ", which is not set");
  }

  private void require(boolean allowed, Setting<?> setting, String reason) {
    if (!allowed) {
      throw BadSetting.of(setting, text(setting), reason);
    }
  }
}
