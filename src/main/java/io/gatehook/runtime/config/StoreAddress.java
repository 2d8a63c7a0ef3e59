package io.gatehook.runtime.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the store is and how to enter it.
 *
 * @param url complete JDBC URL
 * @param embeddedFile the file that the embedded store locks while it is open; empty for a URL of
 *     the operator
 */
public record StoreAddress(String url, String user, String password, Optional<Path> embeddedFile) {

  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

  public static StoreAddress of(Settings settings) {
    Optional<String> url = settings.find(ServerSettings.DATASOURCE_URL);
    if (url.isEmpty()) {
      return embedded(Path.of(settings.get(ServerSettings.DATA_DIR)).toAbsolutePath().normalize());
    }
    String user = settings.find(ServerSettings.DATASOURCE_USER).orElse("");
    String password = settings.find(ServerSettings.DATASOURCE_PASSWORD).orElse("");
    boolean h2 = url.get().startsWith("jdbc:h2:");
    return new StoreAddress(
        h2 ? url.get() + H2_OPTIONS : url.get(), user, password, Optional.empty());
  }

  private static StoreAddress embedded(Path directory) {
    String url = "jdbc:h2:file:" + directory.resolve("gatehook") + H2_OPTIONS;
    return new StoreAddress(url, "sa", "", Optional.of(directory.resolve("gatehook.mv.db")));
  }

  public boolean postgresql() {
    return url.startsWith("jdbc:postgresql:");
  }

  /** For people: nothing of the URL's options, where a password may stand. */
  public String shown() {
    return embeddedFile
        .map(file -> "H2 (embedded), " + file)
        .orElseGet(() -> url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//"));
  }

  @Override
  public String toString() {
    return shown();
  }
}
