package io.gatehook.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the JDKs of this machine. */
public final class JavaHome {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private JavaHome() {}

  /** The one that runs this. */
  public static Path own() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * The newest; empty: none is new enough.
   *
   * @param least version, as 21
   */
  public static Optional<Path> newest(int least) throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> version(home) >= least)
          .max(Comparator.comparingInt(JavaHome::version));
    }
  }

  /** Zero: no JDK. */
  private static int version(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
