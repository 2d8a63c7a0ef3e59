package io.gatehook.bench.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a JDK with virtual threads. */
final class NewerJdk {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final int WITH_VIRTUAL_THREADS = 21;

  private NewerJdk() {}

  /** The one that runs this. */
  static Path own() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The newest; empty: none. */
  static Optional<Path> home() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> version(home) >= WITH_VIRTUAL_THREADS)
          .max(Comparator.comparingInt(NewerJdk::version));
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
