package io.gatehook;

import static io.gatehook.Dockerfile.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Dockerfile.Instruction;
import io.gatehook.json.Json;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docker/Dockerfile runs, as it stands there, with a scratch folder for the root of the image,
 * down to the started server. Two steps are left out: {@code mvn}, which made the jar of this
 * build, and what only root may do. The archive of classes is made where a JDK knows how to.
 */
class ImageE2E {
  private static final int WITH_AOT_CACHE = 25;
  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final String TOKEN = "image-token";
  private static final String AOT_FLAG = "-XX:AOTCache=";

  @TempDir private Path root;

  private final int port = Gatehook.freePort();
  private final Path newerJdk = newerJdk();

  @Test
  void everyStepLeadsToAServerThatDrains() throws Exception {
    List<Instruction> image = Dockerfile.instructions();
    Files.createDirectories(root.resolve("var/lib/gatehook"));
    Files.createDirectories(root.resolve("src/target"));
    Files.copy(Path.of("target/gatehook.jar"), root.resolve("src/target/gatehook.jar"));

    for (Instruction step : image) {
      build(step, image.subList(0, image.indexOf(step)));
    }

    Process server = start(values(image, "ENTRYPOINT").get(0), image);
    try {
      List<String> health = words(values(image, "HEALTHCHECK").get(0).replaceFirst(".* CMD ", ""));
      assertThat(run(health, image)).as("before it is up").isNotZero();
      await()
          .atMost(Gatehook.START_LIMIT)
          .until(() -> !server.isAlive() || run(health, image) == 0);
      assertThat(server.isAlive()).as(log("server.log")).isTrue();
      var api = new Api("http://127.0.0.1:" + port);
      var hooks = api.request("/event-hooks").header("Kong-Admin-Token", TOKEN);

      assertThat(api.get("/event-hooks").status()).isEqualTo(401);
      assertThat(api.send(hooks).status()).as(log("server.log")).isEqualTo(200);
    } finally {
      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(server.exitValue()).as(log("server.log")).isZero();
    assertThat(log("server.log")).contains("Gatehook stopped").doesNotContain("[aot]", "[cds]");
    assertThat(writtenOutsideTheVolume()).isEmpty();
  }

  private void build(Instruction step, List<Instruction> before) throws Exception {
    String value = step.value();
    if (step.name().equals("COPY") && value.contains("/opt/gatehook/")) {
      copy(value);
    } else if (step.name().equals("RUN") && isRun(value)) {
      assertThat(run(List.of("bash", "-c", value), before)).as(value + log("run.log")).isZero();
    }
  }

  private boolean isRun(String command) {
    assertThat(command).matches("(mvn|java|bash|useradd|install) .*");
    return command.startsWith("java ") || (command.startsWith("bash ") && newerJdk != null);
  }

  private void copy(String value) throws IOException {
    List<String> words = List.of(value.split(" "));
    for (String file : words.subList(0, words.size() - 1)) {
      Path copy = root.resolve(words.get(words.size() - 1).substring(1));
      Files.copy(Path.of(file), copy.resolve(Path.of(file).getFileName()));
    }
  }

  /** In the exec form. */
  private static List<String> words(String json) {
    return Json.stored(("{\"c\":" + json + "}").getBytes(StandardCharsets.UTF_8))
        .getJsonArray("c")
        .getValuesAs(JsonString.class)
        .stream()
        .map(JsonString::getString)
        .toList();
  }

  private Process start(String entrypoint, List<Instruction> image) throws IOException {
    List<String> command =
        words(entrypoint).stream()
            .filter(word -> newerJdk != null || !word.startsWith(AOT_FLAG))
            .toList();
    return process(command, image, "server.log");
  }

  private int run(List<String> command, List<Instruction> image)
      throws IOException, InterruptedException {
    return process(command, image, "run.log").waitFor();
  }

  private Process process(List<String> command, List<Instruction> image, String log)
      throws IOException {
    List<String> inRoot = new ArrayList<>();
    command.forEach(word -> inRoot.add(inRoot(word)));
    Path jdk = newerJdk == null ? Path.of(System.getProperty("java.home")) : newerJdk;
    inRoot.replaceAll(word -> word.equals("java") ? jdk.resolve("bin/java").toString() : word);
    var builder = new ProcessBuilder(inRoot);
    Map<String, String> environment = builder.environment();
    for (String line : values(image, "ENV")) {
      for (String variable : line.split(" (?=[A-Z_]+=)")) {
        String[] parts = variable.split("=", 2);
        environment.put(parts[0], inRoot(parts[1].replace("\"", "")));
      }
    }
    environment.put("PATH", jdk.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("TRAINING_PORT", String.valueOf(port));
    environment.put("GATEHOOK_HTTP_PORT", String.valueOf(port));
    if (log.equals("server.log")) {
      environment.put("GATEHOOK_ADMIN_TOKEN", TOKEN);
    }
    return builder
        .directory(root.resolve("src").toFile())
        .redirectErrorStream(true)
        .redirectOutput(root.resolve(log).toFile())
        .start();
  }

  private String inRoot(String word) {
    return word.equals("8011")
        ? String.valueOf(port)
        : word.replaceAll("(?<![\\w.-])/(opt|var|etc)/", root + "/$1/");
  }

  private List<Path> writtenOutsideTheVolume() throws IOException {
    Path jar = root.resolve("opt/gatehook/gatehook.jar");
    try (Stream<Path> files = Files.walk(root.resolve("opt"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().lastModified() > jar.toFile().lastModified())
          .filter(file -> !file.getFileName().toString().matches(".*\\.(aot|sh)"))
          .toList();
    }
  }

  private String log(String name) throws IOException {
    return "\n" + Files.readString(root.resolve(name));
  }

  /** One that makes archives of classes; null: none is here. */
  private static Path newerJdk() {
    Path running = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= WITH_AOT_CACHE) {
      return running;
    }
    try (Stream<Path> jdks = Files.list(JDKS)) {
      return jdks.filter(ImageE2E::makesArchives).sorted().findFirst().orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean makesArchives(Path jdk) {
    try {
      return Files.readString(jdk.resolve("release"))
          .lines()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .anyMatch(line -> Integer.parseInt(line.split("\"|\\.")[1]) >= WITH_AOT_CACHE);
    } catch (IOException e) {
      return false;
    }
  }
}
