package io.gatehook.handler.request;

import io.gatehook.handler.KongVersion;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the exact bytes of a body with a hook's secret: HMAC-SHA1, from Kong 3.14 HMAC-SHA256. */
public final class Signature {
  /** The header that carries it. */
  public static final String HEADER = "x-kong-signature";

  private final String algorithm;
  private final SignatureFormat format;

  public Signature(KongVersion kongVersion, SignatureFormat format) {
    this.algorithm = kongVersion.isSha256AndVerify() ? "SHA256" : "SHA1";
    this.format = format;
  }

  /**
   * The header's value.
   *
   * @param body zero bytes where the request has no body
   * @param secret at least one character
   */
  public String of(byte[] body, String secret) {
    return format.write(algorithm.toLowerCase(Locale.ROOT), digest(body, secret));
  }

  private byte[] digest(byte[] body, String secret) {
    try {
      String name = "Hmac" + algorithm;
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA1 and HMAC-SHA256", e);
    }
  }
}
