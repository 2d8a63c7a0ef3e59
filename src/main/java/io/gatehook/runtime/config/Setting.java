package io.gatehook.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing an operator may set: its key, its default, what it means and which values it takes.
 *
 * @param <T> type of the value once read
 */
public final class Setting<T> {

  public static final String PREFIX = "gatehook.";

  private final String key;
  private final String defaultText;
  private final String meaning;
  private final Kind<T> kind;
  private final boolean secret;

  Setting(String name, String defaultText, String meaning, Kind<T> kind) {
    this(name, defaultText, meaning, kind, false);
  }

  private Setting(String name, String defaultText, String meaning, Kind<T> kind, boolean secret) {
    this.key = PREFIX + name;
    this.defaultText = defaultText;
    this.meaning = meaning;
    this.kind = kind;
    this.secret = secret;
  }

  /** One without a default, whose value is never shown. */
  static <T> Setting<T> secret(String name, String meaning, Kind<T> kind) {
    return new Setting<>(name, "", meaning, kind, true);
  }

  /** Apart, since the lists are made of settings: made when the first one is asked for by name. */
  private static final class Known {
    static final List<Setting<?>> ALL =
        Stream.of(
                ServerSettings.ALL,
                ListenerSettings.ALL,
                AccessSettings.ALL,
                DeliverySettings.ALL,
                EgressSettings.ALL,
                HookSettings.ALL,
                LuaSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();
  }

  /** Every setting, in the order of the help text. */
  public static List<Setting<?>> all() {
    return Known.ALL;
  }

  public static Optional<Setting<?>> named(String key) {
    return all().stream().filter(setting -> setting.key.equals(key)).findFirst();
  }

  public String key() {
    return key;
  }

  /** As an operator would write it; empty where there is no fixed default. */
  public String defaultText() {
    return defaultText;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** What a value must be, as a phrase. */
  public String allowed() {
    return kind.allowed();
  }

  boolean secret() {
    return secret;
  }

  /** Whether there is no default, so that an absent value is the empty text. */
  boolean optional() {
    return defaultText.isEmpty();
  }

  T parse(String value) {
    try {
      return kind.parser().apply(value);
    } catch (IllegalArgumentException e) {
      throw BadSetting.of(this, value, "it must be " + kind.allowed());
    }
  }
}
