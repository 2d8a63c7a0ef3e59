package io.gatehook.bench;

import java.nio.file.Path;

/**
 * What is to be measured, and for how long.
 *
 * @param directory where the JSON goes
 * @param only the one case to run; {@value #ALL}: every case of the suite
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
    return only.equals(ALL) || only.equals(name);
  }

  /** A single case does not overwrite what the whole suite left. */
  Path file() {
    return directory.resolve(only.equals(ALL) ? suite + ".json" : suite + "-" + only + ".json");
  }
}
