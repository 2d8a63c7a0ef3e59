package io.gatehook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key that nobody vouches for, of this machine. */
public final class LocalhostKey {
  private LocalhostKey() {}

  /** Makes the key store, and a context for servers that show its certificate. */
  static SSLContext context(Path keys, String password)
      throws IOException, InterruptedException, GeneralSecurityException {
    var store = store("EC", "dns:localhost", keys, password);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /**
   * Makes the key store, with the one entry {@code a}.
   *
   * @param algorithm of the key, {@code EC} or {@code RSA}
   * @param names of the host, as {@code dns:localhost,ip:127.0.0.1}
   */
  public static KeyStore store(String algorithm, String names, Path keys, String password)
      throws IOException, InterruptedException, GeneralSecurityException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=" + names,
                "-validity",
                "2",
                "-keystore",
                keys.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keys)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }
}
