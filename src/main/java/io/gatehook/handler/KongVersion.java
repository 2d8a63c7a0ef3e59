package io.gatehook.handler;

import java.util.Comparator;
import java.util.regex.Pattern;

/** The Kong release whose behaviour is followed where releases differ. */
public record KongVersion(int major, int minor) implements Comparable<KongVersion> {
  private static final Pattern SHAPE =
      Pattern.compile("(?<major>[0-9]{1,4})\\.(?<minor>[0-9]{1,4})(\\.[0-9]{1,4}){0,2}");
  private static final KongVersion SHA256_AND_VERIFY = new KongVersion(3, 14);

  /**
   * Reads {@code 3.9} or {@code 3.14.0.1}; what follows the minor number makes no difference.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static KongVersion parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a version such as 3.9 or 3.14.0.1: " + text);
    }
    return new KongVersion(
        Integer.parseInt(parts.group("major")), Integer.parseInt(parts.group("minor")));
  }

  /** Whether signatures are HMAC-SHA256, and certificates verified unless a hook says otherwise. */
  public boolean isSha256AndVerify() {
    return compareTo(SHA256_AND_VERIFY) >= 0;
  }

  @Override
  public int compareTo(KongVersion other) {
    return Comparator.comparingInt(KongVersion::major)
        .thenComparingInt(KongVersion::minor)
        .compare(this, other);
  }
}
