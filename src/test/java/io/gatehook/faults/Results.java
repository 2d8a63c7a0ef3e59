package io.gatehook.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The file to which every round adds a line, so that the rounds of several runs add up. */
final class Results {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("faults.results", "target/faults"));
  private static final Path FILE = DIRECTORY.resolve("results.jsonl");

  private Results() {}

  static void add(String fault, String store, int round, Findings findings) {
    JsonObject line =
        Json.createObjectBuilder()
            .add("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .add("fault", fault)
            .add("store", store)
            .add("round", round)
            .addAll(Json.createObjectBuilder(findings.json()))
            .build();
    System.out.println(line);
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints what the rounds of one fault come to, those of earlier runs included. */
  static void total(String fault, String store) {
    if (!Files.exists(FILE)) {
      return;
    }
    List<JsonObject> rounds = rounds(fault, store);
    System.out.printf(
        "%s on %s, of all runs: %d rounds, %d acknowledged, %d delivered, %d duplicates,"
            + " recovered %.1f s after the repair at most%n",
        fault,
        store,
        rounds.size(),
        sum(rounds, "acknowledged"),
        sum(rounds, "delivered"),
        sum(rounds, "duplicates"),
        rounds.stream()
            .mapToDouble(round -> round.getJsonNumber("recovery_s").doubleValue())
            .max()
            .orElse(0));
  }

  private static List<JsonObject> rounds(String fault, String store) {
    try (Stream<String> lines = Files.lines(FILE)) {
      return lines
          .map(line -> Json.createReader(new StringReader(line)).readObject())
          .filter(round -> round.getString("fault").equals(fault))
          .filter(round -> round.getString("store").equals(store))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int sum(List<JsonObject> rounds, String count) {
    return rounds.stream().mapToInt(round -> round.getInt(count)).sum();
  }
}
