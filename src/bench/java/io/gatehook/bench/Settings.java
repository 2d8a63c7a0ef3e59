package io.gatehook.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be measured, and for how long.
 *
 * @param directory where the JSON goes
 * @param only the cases to run, with commas between them; {@value #ALL}: every one of the suite
 * @param forks processes that each figure is taken in, where the suite repeats them
 * @param seconds of load for one figure
 */
public record Settings(Path directory, String suite, String only, int forks, int seconds) {
  private static final String ALL = "all";
  private static final int MAX_SECONDS = 600;
  private static final int MAX_FORKS = 20;

  public Settings {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("bench.seconds must be 1 to 600: " + seconds);
    }
    if (forks < 1 || forks > MAX_FORKS) {
      throw new IllegalArgumentException("bench.forks must be 1 to 20: " + forks);
    }
  }

  static Settings of(String[] args) {
    return new Settings(
        Path.of(args[0]), args[1], args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
  }

  public boolean wants(String name) {
    return only.equals(ALL) || named().contains(name);
  }

  /** Refuses names of cases that the suite does not have. */
  public void requireKnown(List<String> cases) {
    for (String name : named()) {
      if (!name.equals(ALL) && !cases.contains(name)) {
        throw new IllegalArgumentException("no such case: %s, of %s".formatted(name, cases));
      }
    }
  }

  private List<String> named() {
    return List.of(only.split(","));
  }

  /** Some cases do not overwrite what the whole suite left. */
  Path file() {
    String cases = only.equals(ALL) ? "" : "-" + String.join("-", named());
    return directory.resolve(suite + cases + ".json");
  }
}
