package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.DatabaseFailure;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.StoreAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Logs in to PostgreSQL once, with the driver that is packed in the application. */
final class DatabaseCheck {

  private static final String APPLICATION = "/MICRO-INF/deploy/gatehook.war";
  private static final String DRIVER_JAR = "WEB-INF/lib/postgresql-";
  private static final String TIMEOUT_SECONDS = "5";

  private DatabaseCheck() {}

  static void check(StoreAddress store) {
    try {
      Path jar = Files.createTempFile("gatehook-driver", ".jar");
      try {
        unpackDriver(jar);
        connect(jar, store);
      } finally {
        Files.delete(jar);
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new StartRefused(ExitCode.FAILED, "The database driver cannot be unpacked: " + e);
    }
  }

  private static void unpackDriver(Path jar) throws IOException {
    InputStream application = DatabaseCheck.class.getResourceAsStream(APPLICATION);
    if (application == null) {
      throw new IOException(APPLICATION + " is missing from the jar");
    }
    try (ZipInputStream zip = new ZipInputStream(application)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(DRIVER_JAR)) {
          Files.copy(zip, jar, StandardCopyOption.REPLACE_EXISTING);
          return;
        }
      }
    }
    throw new IOException(DRIVER_JAR + " is missing from " + APPLICATION);
  }

  private static void connect(Path jar, StoreAddress store)
      throws IOException, ReflectiveOperationException {
    Properties login = new Properties();
    login.setProperty("connectTimeout", TIMEOUT_SECONDS);
    login.setProperty("loginTimeout", TIMEOUT_SECONDS);
    login.setProperty("socketTimeout", TIMEOUT_SECONDS);
    if (!store.user().isEmpty()) {
      login.setProperty("user", store.user());
      login.setProperty("password", store.password());
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Class<?> type = loader.loadClass("org.postgresql.Driver");
      Driver driver = (Driver) type.getDeclaredConstructor().newInstance();
      try (Connection connection = driver.connect(store.url(), login)) {
        if (connection == null) {
          throw new SQLException("not a URL of PostgreSQL");
        }
      }
    } catch (SQLException e) {
      throw DatabaseFailure.of(e, store);
    }
  }
}
