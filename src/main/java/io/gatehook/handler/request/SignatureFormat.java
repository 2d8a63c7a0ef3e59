package io.gatehook.handler.request;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How a digest is written into the signature header. */
public enum SignatureFormat {
  /** {@code sha1=} and lower-case hex. */
  ALG_HEX,
  /** Lower-case hex alone. */
  HEX,
  BASE64;

  /**
   * Reads {@code alg-hex}, {@code hex} or {@code base64}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static SignatureFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("not one of alg-hex, hex, base64: " + text));
  }

  /** The header's value. */
  String write(String algorithm, byte[] digest) {
    return switch (this) {
      case ALG_HEX -> algorithm + "=" + HexFormat.of().formatHex(digest);
      case HEX -> HexFormat.of().formatHex(digest);
      case BASE64 -> Base64.getEncoder().encodeToString(digest);
    };
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
