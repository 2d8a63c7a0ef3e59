package io.gatehook.bench;

import io.gatehook.bench.clients.ClientSuite;
import io.gatehook.bench.load.LoadSuite;
import io.gatehook.bench.lua.LuaSuite;
import io.gatehook.bench.start.StartSuite;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs one suite of benchmarks, prints its table and writes it as JSON. Arguments: those of {@link
 * Settings}.
 */
public final class Bench {
  /** What the embedded database says while it starts. */
  private static final Logger QUIET = Logger.getLogger("");

  private Bench() {}

  public static void main(String[] args) throws Exception {
    QUIET.setLevel(Level.WARNING);
    Settings settings = Settings.of(args);
    var machine = new Machine(settings);
    Report report =
        switch (settings.suite()) {
          case "lua" -> LuaSuite.run(settings);
          case "load" -> LoadSuite.run(settings);
          case "clients" -> ClientSuite.run(settings);
          case "start" -> StartSuite.run(settings);
          default -> throw new IllegalArgumentException("no such suite: " + settings.suite());
        };

    JsonObject where = machine.json();
    write(settings.file(), where, report);
    System.out.println("\n" + where + "\n\n" + report.header());
    report.rows().forEach(row -> System.out.println(row.row()));
    report.remarks().forEach(System.out::println);
    if (!report.failures().isEmpty()) {
      throw new IllegalStateException("not measured: " + report.failures());
    }
  }

  private static void write(Path file, JsonObject machine, Report report) throws IOException {
    var list = Json.createArrayBuilder();
    report.rows().forEach(row -> list.add(row.json()));
    JsonObject json =
        Json.createObjectBuilder().add("machine", machine).add("figures", list).build();
    Files.createDirectories(file.getParent());
    Files.writeString(file, json.toString());
  }
}
