package io.gatehook.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room for what the store has to write. */
@Tag("long")
class FullDiskE2E {
  private static final int REFUSALS = 20;
  private static final int MEGABYTES = 64;
  private static final int MEGABYTES_OF_POSTGRES = 256;

  @TempDir Path directory;

  @Test
  void embeddedStoreOnAFullDisk() throws Exception {
    assumeThat(SmallDisk.isAllowed(directory)).as("allowed to mount").isTrue();
    try (SmallDisk disk = SmallDisk.mounted(directory, MEGABYTES);
        Node node = new Node(Map.of("gatehook.data.dir", directory.resolve("data").toString()))) {
      survives(
          "disk full",
          "H2",
          node.start(),
          load -> {
            disk.fill();
            load.awaitRefusals(REFUSALS);
            disk.makeRoom();
            startAgain(node);
            return Node.IN_FLIGHT;
          });
    }
  }

  /** Where nobody may mount a disk. */
  @Test
  void embeddedStoreAtTheLimitOfAFileSize() throws Exception {
    Path data = directory.resolve("data");
    try (Node node = new Node(Map.of("gatehook.data.dir", data.toString()))) {
      survives(
          "file size limit",
          "H2",
          node.start(),
          load -> {
            var limit = new FileSizeLimit(node.process().pid());
            limit.set(0);
            load.awaitRefusals(REFUSALS);
            limit.lift();
            startAgain(node);
            return Node.IN_FLIGHT;
          });
    }
  }

  /** It ends by itself when it cannot write its log. */
  @Test
  void postgresOnAFullDisk() throws Exception {
    assumeThat(SmallDisk.isAllowed(directory)).as("allowed to mount").isTrue();
    try (SmallDisk disk = SmallDisk.mounted(directory, MEGABYTES_OF_POSTGRES);
        Postgres postgres = new Postgres(directory.resolve("postgres"));
        Node node = new Node(postgres.store("small"))) {
      survives(
          "disk full",
          "PostgreSQL",
          node.start(),
          load -> {
            disk.fill();
            load.awaitRefusals(REFUSALS);
            disk.makeRoom();
            postgres.startAgainUnlessAlive();
            return Node.IN_FLIGHT;
          });
    }
  }

  /** H2 closes its file for good when it cannot write. */
  private static void startAgain(Node node) {
    node.process().kill9();
    node.start();
  }

  private static void survives(String fault, String store, Node node, Rounds.Fault cause)
      throws Exception {
    try (var rounds = new Rounds(fault, store, List.of(node.api()))) {
      rounds.run(cause);
    }
  }
}
