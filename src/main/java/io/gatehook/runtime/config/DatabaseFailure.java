package io.gatehook.runtime.config;

import java.sql.SQLException;

/** Says in one sentence, which names the setting, why the database cannot be used. */
public final class DatabaseFailure {

  private static final int H2_IN_USE = 90020;

  private DatabaseFailure() {}

  public static StartRefused of(SQLException failure, StoreAddress store) {
    return failure.getErrorCode() == H2_IN_USE && store.embeddedFile().isPresent()
        ? inUse(store)
        : new StartRefused(ExitCode.DATABASE, sentence(failure, store));
  }

  private static String sentence(SQLException failure, StoreAddress store) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (store.embeddedFile().isPresent()) {
      return "%s: %s cannot be opened: %s"
          .formatted(ServerSettings.DATA_DIR.key(), store.shown(), first(failure));
    }
    if (state.startsWith("28")) {
      return "%s=%s or its password is not accepted by the database at %s (%s): %s"
          .formatted(
              ServerSettings.DATASOURCE_USER.key(),
              store.user(),
              store.shown(),
              ServerSettings.DATASOURCE_URL.key(),
              first(failure));
    }
    return "%s=%s cannot be reached or used: %s"
        .formatted(ServerSettings.DATASOURCE_URL.key(), store.shown(), first(failure));
  }

  /** The embedded store is open in another process. */
  public static StartRefused inUse(StoreAddress store) {
    return new StartRefused(
        ExitCode.DATABASE,
        "%s: %s is in use by another process."
            .formatted(ServerSettings.DATA_DIR.key(), store.shown()));
  }

  private static String first(SQLException failure) {
    String message = failure.getMessage() == null ? "unknown error" : failure.getMessage();
    String line = message.lines().findFirst().orElse("unknown error").strip();
    return line.endsWith(".") ? line : line + ".";
  }
}
