package io.gatehook.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flags of the virtual machine that the files for operators start the server with. */
public final class ShippedFlags {
  private static final Path SERVICE = Path.of("server-config/gatehook.service");
  private static final Path IMAGE = Path.of("docker/Dockerfile");
  private static final Pattern OPTIONS = Pattern.compile("JDK_JAVA_OPTIONS=\"?(-[^\"]+)\"");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT .*");
  private static final Pattern FLAG = Pattern.compile("\"(-XX:[^\"]+)\"");
  private static final String DIRECTORY = "/opt/gatehook/";

  private ShippedFlags() {}

  public static List<String> service() throws IOException {
    return List.of(found(OPTIONS, SERVICE).group(1).split(" "));
  }

  /** Those that the image makes its archive of classes with. */
  public static List<String> image() throws IOException {
    return List.of(found(OPTIONS, IMAGE).group(1).split(" "));
  }

  /**
   * Those that the image starts with beside them.
   *
   * @param directory where the image's is
   */
  public static List<String> entrypoint(Path directory) throws IOException {
    return FLAG.matcher(found(ENTRYPOINT, IMAGE).group())
        .results()
        .map(flag -> flag.group(1).replace(DIRECTORY, directory + "/"))
        .toList();
  }

  private static Matcher found(Pattern pattern, Path file) throws IOException {
    Matcher found = pattern.matcher(Files.readString(file));
    if (!found.find()) {
      throw new IOException("no %s in %s".formatted(pattern, file));
    }
    return found;
  }
}
