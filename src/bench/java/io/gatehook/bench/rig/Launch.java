package io.gatehook.bench.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started.
 *
 * @param prefix of the command line, as {@code taskset -c 0,1}; empty: none
 * @param flags of the virtual machine; of two that contradict each other the later one holds
 */
public record Launch(List<String> prefix, Path javaHome, List<String> flags, Path jar) {
  /** What the build packages. */
  public static final Path JAR = Path.of("target/gatehook.jar");

  private static final String USUAL_HEAP = "-Xmx256m";

  /** On the Java of this process. */
  public Launch(List<String> flags, Path jar) {
    this(List.of(), JavaHome.own(), flags, jar);
  }

  /** The packaged jar as the service starts it, but with less heap. */
  public static Launch usual() throws IOException {
    return new Launch(ShippedFlags.service(), JAR).with(USUAL_HEAP);
  }

  public Launch with(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Launch(prefix, javaHome, more, jar);
  }

  public Launch after(List<String> words) {
    return new Launch(words, javaHome, flags, jar);
  }

  /** The words of the command line. */
  public List<String> command(List<String> properties) {
    List<String> command = new ArrayList<>(prefix);
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(flags);
    command.addAll(properties);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }
}
