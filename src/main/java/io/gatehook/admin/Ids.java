package io.gatehook.admin;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class Ids {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** Whether it is a UUID in its full form; {@link UUID#fromString} takes much more. */
  static boolean isUuid(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The id.
   *
   * @throws Refusal with Kong's answer when it is none
   */
  public static UUID uuid(String text) {
    if (!isUuid(text)) {
      throw new Refusal(KongError.invalidPrimaryKey());
    }
    return UUID.fromString(text);
  }
}
