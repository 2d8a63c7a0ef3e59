package io.gatehook.bench.start;

import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Server;
import io.gatehook.bench.rig.ShippedFlags;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The unpacked jar, and the archives of its classes that docs/operations.md tells to make. */
final class Unpacked {
  private static final Path IMAGE = Path.of("docker");
  private static final String TRAIN = "train.sh";
  private static final long LONGEST_MINUTES = 10;

  private final Path directory;
  private final Path javaHome;

  private Unpacked(Path directory, Path javaHome) {
    this.directory = directory;
    this.javaHome = javaHome;
  }

  static Unpacked in(Path directory, Path javaHome) throws IOException, InterruptedException {
    var unpacked = new Unpacked(directory, javaHome);
    unpacked.run(
        List.of(
            "java",
            "-jar",
            Launch.JAR.toAbsolutePath().toString(),
            "--unpack",
            directory.toString()),
        Map.of());
    return unpacked;
  }

  Prepared forService() throws IOException {
    return Prepared.without(launch(ShippedFlags.service()));
  }

  /** Its classes in the archive that a first start leaves when it stops. */
  Prepared archived() throws IOException, InterruptedException {
    Launch service = launch(ShippedFlags.service());
    Path archive = directory.resolve("gatehook.jsa");
    Path first = Files.createDirectory(directory.resolveSibling("first-start"));
    Server.start("", first, service.with("-XX:ArchiveClassesAtExit=" + archive)).close();
    return prepared(service.with("-XX:SharedArchiveFile=" + archive), archive);
  }

  /** As the last steps of docker/Dockerfile have it. */
  Prepared asImage() throws IOException, InterruptedException {
    for (String script : List.of(TRAIN, "health.sh")) {
      Files.copy(IMAGE.resolve(script), directory.resolve(script));
    }
    List<String> flags = ShippedFlags.image();
    run(
        List.of("bash", directory.resolve(TRAIN).toString(), directory.toString()),
        Map.of(
            "JDK_JAVA_OPTIONS", String.join(" ", flags),
            "TRAINING_PORT", String.valueOf(Server.freePort())));
    Launch launch = launch(flags);
    for (String flag : ShippedFlags.entrypoint(directory)) {
      launch = launch.with(flag);
    }
    return prepared(launch, directory.resolve("gatehook.aot"));
  }

  private Launch launch(List<String> flags) {
    return new Launch(List.of(), javaHome, flags, directory.resolve("gatehook.jar"));
  }

  private static Prepared prepared(Launch launch, Path archive) throws IOException {
    if (!Files.exists(archive)) {
      throw new IOException("nothing made " + archive);
    }
    return new Prepared(launch, Optional.of(archive));
  }

  /** A command that finds this JDK's {@code java} first. */
  private void run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory.getParent(), "log-", "");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.getParent().toFile());
    builder.environment().putAll(environment);
    builder
        .environment()
        .merge(
            "PATH",
            javaHome.resolve("bin").toString(),
            (old, bin) -> bin + File.pathSeparator + old);
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("%s fails: %s".formatted(command, Files.readString(log)));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
