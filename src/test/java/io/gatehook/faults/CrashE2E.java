package io.gatehook.faults;

import io.gatehook.PostgresForTests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle of ingest and delivery, again and again over one store. */
class CrashE2E {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 2);

  @Test
  void deliversEveryAcknowledgedEventFromTheEmbeddedStore(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path data = directory.resolve("data");
    try (var crashes = new Crashes(Map.of("gatehook.data.dir", data.toString()))) {
      for (int round = 1; round <= ROUNDS; round++) {
        Path copy = directory.resolve("copy-" + round);
        crashes.round("H2", round, () -> StoreWindow.embedded(copyOf(data, copy)).claimed());
      }
    }
  }

  @Test
  void deliversEveryAcknowledgedEventFromPostgres() throws IOException, InterruptedException {
    try (EmbeddedPostgres postgres = PostgresForTests.start(0)) {
      Map<String, String> settings =
          Map.of(
              "gatehook.datasource.url",
              postgres.getJdbcUrl("postgres", "postgres"),
              "gatehook.delivery.lease",
              "3s");
      try (var crashes = new Crashes(settings)) {
        for (int round = 1; round <= ROUNDS; round++) {
          crashes.round("PostgreSQL", round, new StoreWindow(settings)::claimed);
        }
      }
    }
  }

  /** The killed process's file stays as it is: opening it would do the product's recovery. */
  private static Path copyOf(Path data, Path copy) {
    try {
      Files.createDirectory(copy);
      return Files.copy(data.resolve("gatehook.mv.db"), copy.resolve("gatehook.mv.db")).getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
