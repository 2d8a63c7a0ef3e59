package io.gatehook.runtime;

import io.gatehook.http.LocalhostKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of this machine, its key, and a client that trusts it. */
public record PemFiles(Path certificate, Path key, KeyStore store) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * Makes them.
   *
   * @param algorithm of the key, {@code EC} or {@code RSA}
   */
  public static PemFiles in(Path directory, String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keys = directory.resolve(algorithm + ".p12");
    KeyStore store = LocalhostKey.store(algorithm, "ip:127.0.0.1", keys, String.valueOf(PASSWORD));
    return new PemFiles(
        pem(
            directory.resolve(algorithm + ".crt"),
            "CERTIFICATE",
            store.getCertificate("a").getEncoded()),
        pem(
            directory.resolve(algorithm + ".key"),
            "PRIVATE KEY",
            store.getKey("a", PASSWORD).getEncoded()),
        store);
  }

  public Map<String, String> settings() {
    return Map.of(
        "gatehook.tls.certificate", certificate.toString(), "gatehook.tls.key", key.toString());
  }

  public SSLContext client() throws GeneralSecurityException {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private static Path pem(Path file, String what, byte[] encoded) throws IOException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
  }
}
