package io.gatehook.faults;

import io.gatehook.faults.clock.ClockAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;

/** The wall clock of a process that is started with an option. */
final class SkewedClock {
  private static final String SKEW = "Skew.class";

  private final Path directory;

  /**
   * Makes the agent.
   *
   * @param directory stays as long as the process
   */
  SkewedClock(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      writeJar("skew.jar", new Manifest(), name -> name.equals(SKEW));
      writeJar("agent.jar", agent(), name -> !name.equals(SKEW));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set(Duration.ZERO);
  }

  /** Of the virtual machine. */
  String option() {
    return "-javaagent:%s=%s,%s"
        .formatted(
            directory.resolve("agent.jar"),
            directory.resolve("skew"),
            directory.resolve("skew.jar"));
  }

  /** Runs ahead by this from now on. */
  void set(Duration ahead) {
    try {
      Path next = Files.writeString(directory.resolve("next"), String.valueOf(ahead.toMillis()));
      Files.move(next, directory.resolve("skew"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest agent() {
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ClockAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.put(Attributes.Name.CLASS_PATH, placeOf(ClassReader.class).toString());
    return manifest;
  }

  /** With those of the agent's classes whose files have such names. */
  private void writeJar(String jar, Manifest manifest, Predicate<String> names) throws IOException {
    String folder = ClockAgent.class.getPackageName().replace('.', '/') + "/";
    Path classes = Path.of(placeOf(ClockAgent.class)).resolve(folder);
    try (var out = new JarOutputStream(Files.newOutputStream(directory.resolve(jar)), manifest);
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(f -> names.test(f.getFileName().toString())).toList()) {
        out.putNextEntry(new JarEntry(folder + file.getFileName()));
        Files.copy(file, out);
      }
    }
  }

  private static URI placeOf(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }
}
