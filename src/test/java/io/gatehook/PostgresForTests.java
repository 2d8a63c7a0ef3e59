package io.gatehook;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs a real PostgreSQL for as long as the tests of one JVM run, when the build asks for one by
 * the system property {@value #PORT}.
 */
public final class PostgresForTests implements LauncherSessionListener {
  static final String PORT = "it.postgres.port";

  private EmbeddedPostgres postgres;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String port = System.getProperty(PORT);
    if (port != null) {
      postgres = start(Integer.parseInt(port));
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (postgres != null) {
      close(postgres);
    }
  }

  /** A PostgreSQL on loopback, user postgres without password; port 0: any free one. */
  public static EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder().setPort(port).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
