package io.gatehook.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.runtime.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
  private static final String CERTIFICATE = "gatehook.tls.certificate";
  private static final String KEY = "gatehook.tls.key";

  @TempDir static Path directory;
  private static PemFiles ec;
  private static PemFiles rsa;

  @BeforeAll
  static void makeFiles() throws Exception {
    ec = PemFiles.in(directory, "EC");
    rsa = PemFiles.in(directory, "RSA");
  }

  @Test
  void isNoneWithoutSettings() {
    assertThat(identity(Map.of())).isEmpty();
  }

  @Test
  void isReadFromPemFiles() {
    assertThat(identity(ec.settings()).orElseThrow().context().getProtocol()).isEqualTo("TLS");
    assertThat(identity(rsa.settings()).orElseThrow().context().getProtocol()).isEqualTo("TLS");
  }

  @Test
  void takesAChainAndTextAroundIt() throws Exception {
    Path chain = directory.resolve("chain.pem");
    String both =
        Files.readString(ec.certificate()) + "\n# above it\n" + Files.readString(rsa.certificate());
    Files.writeString(chain, both);

    assertThat(identity(with(ec.settings(), CERTIFICATE, chain))).isPresent();
  }

  @Test
  void needsBothFiles() {
    assertRefused(Map.of(KEY, ec.key().toString()), CERTIFICATE, KEY, "go together");
    assertRefused(Map.of(CERTIFICATE, ec.certificate().toString()), CERTIFICATE, KEY);
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    Path missing = directory.resolve("missing.pem");

    assertRefused(
        with(ec.settings(), CERTIFICATE, missing), CERTIFICATE, "missing.pem", "cannot be read");
    assertRefused(with(ec.settings(), KEY, missing), KEY, "missing.pem", "cannot be read");
    assertRefused(with(ec.settings(), KEY, directory), KEY, "cannot be read");
  }

  @Test
  void refusesWhatIsNoCertificate() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));

    assertRefused(
        with(ec.settings(), CERTIFICATE, empty), CERTIFICATE, "PEM file of a certificate");
    assertRefused(
        with(ec.settings(), CERTIFICATE, ec.key()), CERTIFICATE, "PEM file of a certificate");
  }

  @Test
  void refusesKeysInOtherForms() throws Exception {
    for (String form :
        new String[] {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"}) {
      Path other = directory.resolve(form);
      Files.writeString(other, Files.readString(ec.key()).replace("PRIVATE KEY", form));

      assertRefused(with(ec.settings(), KEY, other), KEY, "PKCS#8", "openssl pkcs8");
    }
    Path broken = directory.resolve("broken.key");
    Files.writeString(broken, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertRefused(with(ec.settings(), KEY, broken), KEY, "PKCS#8");
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() throws Exception {
    PemFiles other = PemFiles.in(Files.createDirectory(directory.resolve("other")), "EC");

    assertRefused(
        with(ec.settings(), KEY, other.key()), KEY, "not the key of the first certificate");
    assertRefused(with(ec.settings(), KEY, rsa.key()), KEY, "wants one of EC");
  }

  private static Optional<TlsIdentity> identity(Map<String, String> values) {
    return TlsIdentity.of(new Settings(key -> Optional.ofNullable(values.get(key))));
  }

  private static Map<String, String> with(Map<String, String> values, String key, Path file) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(key, file.toString());
    return changed;
  }

  private static void assertRefused(Map<String, String> values, String... words) {
    assertThatThrownBy(() -> identity(values))
        .isInstanceOf(BadSetting.class)
        .hasMessageContainingAll(words);
  }
}
