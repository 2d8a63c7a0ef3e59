package io.gatehook.runtime.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Who the listener is to its clients: a certificate with those above it, and its key. */
public final class TlsIdentity {
  private static final int MAX_BYTES = 1 << 20;

  private static final Pattern PEM_KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private static final String PKCS8 = "PRIVATE KEY";

  private final List<Certificate> chain;
  private final PrivateKey key;

  private TlsIdentity(List<Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads the files. Empty: the listener speaks plain HTTP.
   *
   * @throws BadSetting if one of the two is missing or cannot be used
   */
  public static Optional<TlsIdentity> of(Settings settings) {
    Optional<String> certificate = settings.find(ListenerSettings.TLS_CERTIFICATE);
    Optional<String> key = settings.find(ListenerSettings.TLS_KEY);
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new BadSetting(
          "%s and %s go together: one of them is not set."
              .formatted(ListenerSettings.TLS_CERTIFICATE.key(), ListenerSettings.TLS_KEY.key()));
    }
    List<Certificate> chain = chain(certificate.get());
    return Optional.of(new TlsIdentity(chain, key(key.get(), chain.get(0).getPublicKey())));
  }

  /** What TLS is spoken with, by a server. */
  public SSLContext context() {
    try {
      char[] unused = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, unused);
      store.setKeyEntry("gatehook", key, unused, chain.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, unused);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key that was read cannot be used", e);
    }
  }

  private static List<Certificate> chain(String name) {
    byte[] file = read(ListenerSettings.TLS_CERTIFICATE, name);
    try {
      List<Certificate> chain =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(file)));
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException e) {
      throw noCertificate(name);
    }
    throw noCertificate(name);
  }

  private static BadSetting noCertificate(String name) {
    return BadSetting.of(
        ListenerSettings.TLS_CERTIFICATE,
        name,
        "it must be a PEM file of a certificate, followed by those above it");
  }

  private static PrivateKey key(String name, PublicKey certified) {
    String text = new String(read(ListenerSettings.TLS_KEY, name), StandardCharsets.ISO_8859_1);
    Matcher pem = PEM_KEY.matcher(text);
    if (!pem.find() || !pem.group(1).equals(PKCS8)) {
      throw noKey(name);
    }
    PrivateKey key;
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
      key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadSetting(
          noKey(name).getMessage()
              + " The certificate wants one of "
              + certified.getAlgorithm()
              + ".");
    }
    if (!belong(key, certified)) {
      throw BadSetting.of(
          ListenerSettings.TLS_KEY,
          name,
          "it is not the key of the first certificate in "
              + ListenerSettings.TLS_CERTIFICATE.key());
    }
    return key;
  }

  private static BadSetting noKey(String name) {
    return BadSetting.of(
        ListenerSettings.TLS_KEY,
        name,
        "it must be a PEM file of an unencrypted PKCS#8 key, as openssl pkcs8 -topk8 -nocrypt"
            + " writes it");
  }

  /** Whether what one signs the other verifies. */
  private static boolean belong(PrivateKey key, PublicKey certified) {
    byte[] text = new byte[32];
    new SecureRandom().nextBytes(text);
    try {
      Signature signature = Signature.getInstance(signature(certified.getAlgorithm()));
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signature(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> keyAlgorithm;
    };
  }

  private static byte[] read(Setting<String> setting, String name) {
    Path file = Path.of(name);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        return Files.readAllBytes(file);
      }
    } catch (IOException e) {
      throw unreadable(setting, name);
    }
    throw unreadable(setting, name);
  }

  private static BadSetting unreadable(Setting<String> setting, String name) {
    return BadSetting.of(
        setting, name, "there is no such file of at most 1 MiB, or it cannot be read");
  }
}
