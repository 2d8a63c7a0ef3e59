package io.gatehook.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Runs one suite of benchmarks, prints its table and writes it as JSON. Arguments: the directory of
 * the JSON, the suite, the number of processes that each benchmark is run in.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    String suite = args[1];
    int forks = Integer.parseInt(args[2]);
    List<Figure> figures =
        switch (suite) {
          case "lua" -> LuaSuite.run(forks);
          case "load" -> LoadSuite.run(Integer.getInteger("bench.seconds", 60));
          default -> throw new IllegalArgumentException("no such suite: " + suite);
        };

    JsonObject machine = machine(forks);
    System.out.println("\n" + machine + "\n\n" + Figure.HEADER);
    figures.forEach(figure -> System.out.println(figure.row()));
    write(directory.resolve(suite + ".json"), machine, figures);
  }

  private static JsonObject machine(int forks) throws IOException, InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    return Json.createObjectBuilder()
        .add("date", LocalDate.now(ZoneOffset.UTC).toString())
        .add("commit", commit())
        .add("cores", runtime.availableProcessors())
        .add("heap_mib", runtime.maxMemory() >> 20)
        .add("jdk", System.getProperty("java.vm.name") + " " + Runtime.version())
        .add("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .add("forks", forks)
        .build();
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? commit.strip() : "none";
  }

  private static void write(Path file, JsonObject machine, List<Figure> figures)
      throws IOException {
    var list = Json.createArrayBuilder();
    figures.forEach(figure -> list.add(figure.json()));
    JsonObject report =
        Json.createObjectBuilder().add("machine", machine).add("figures", list).build();
    Files.createDirectories(file.getParent());
    Files.writeString(file, report.toString());
  }
}
