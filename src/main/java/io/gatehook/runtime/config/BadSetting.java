package io.gatehook.runtime.config;

/** A setting that cannot be used; its message is one sentence that names the key. */
public final class BadSetting extends RuntimeException {

  private static final int MAX_SHOWN = 120;

  public BadSetting(String sentence) {
    super(sentence);
  }

  /**
   * Names key and value; a secret value is not shown.
   *
   * @param reason what is allowed, or what failed: "it must be a whole number from 1 to 65535"
   */
  public static BadSetting of(Setting<?> setting, String value, String reason) {
    String shown = setting.secret() ? "" : "=" + printable(value);
    return new BadSetting(setting.key() + shown + " cannot be used: " + reason + ".");
  }

  private static String printable(String value) {
    String shown = value.replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "...";
  }
}
