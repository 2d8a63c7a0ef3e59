package io.gatehook.handler.request;

import io.gatehook.handler.KongVersion;
import io.gatehook.http.egress.EgressConfig;
import io.gatehook.http.egress.EgressRules;

/**
 * What the operator of the server says about webhooks.
 *
 * @param kongVersion {@code gatehook.kong-version}: decides the signature's algorithm and what
 *     {@code ssl_verify} is where a hook does not say
 * @param signatureFormat {@code gatehook.signature.format}
 * @param version our own, as the receiver sees it: {@code user-agent: gatehook/<version>}
 * @param egress decides which receivers may be called
 */
public record RequestConfig(
    KongVersion kongVersion, SignatureFormat signatureFormat, String version, EgressRules egress) {
  public RequestConfig {
    if (!version.matches("[!-~]{1,64}")) {
      throw new IllegalArgumentException("version must be 1 to 64 visible characters: " + version);
    }
  }

  public static RequestConfig defaults() {
    return new RequestConfig(
        new KongVersion(3, 9),
        SignatureFormat.ALG_HEX,
        "dev",
        new EgressRules(EgressConfig.local()));
  }
}
