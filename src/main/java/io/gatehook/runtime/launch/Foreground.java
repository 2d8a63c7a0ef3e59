package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.Setting;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Ant task behind {@code mvn -Prun}: runs the packaged jar as a child on the same terminal and
 * does not let the build end before the child has.
 */
public final class Foreground {

  /** Of the virtual machine: for a fast start, and otherwise those of the service. */
  public static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xms48m",
          "-Xmx512m",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TrimNativeHeapInterval=10000");

  /** Called by Ant, which finds a task by the name of this method. */
  public void execute() throws IOException, InterruptedException, URISyntaxException {
    Process child = new ProcessBuilder(command()).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(child), "gatehook-foreground"));
    int status = child.waitFor();
    if (status != 0) {
      throw new IOException("gatehook ended with exit code " + status);
    }
  }

  /** After SIGINT the child is stopping already, since the terminal told it too. */
  private static void stop(Process child) {
    child.destroy();
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command() throws URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(Setting.PREFIX))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-jar");
    command.add(target().resolve("gatehook.jar").toString());
    return command;
  }

  /** The build's directory, one above the classes that this one was loaded from. */
  private static Path target() throws URISyntaxException {
    URL self =
        Foreground.class.getResource("/" + Foreground.class.getName().replace('.', '/') + ".class");
    if (self == null) {
      throw new IllegalStateException("no class file of this class");
    }
    Path file = Path.of(self.toURI());
    int packages = Foreground.class.getName().split("\\.").length;
    return file.getRoot().resolve(file.subpath(0, file.getNameCount() - packages - 1));
  }
}
