package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands, pasted in their order into one shell, all but {@code mvn verify}, and then
 * those of docs/operations.md. Maven runs offline from the repository of this build, in a copy of
 * the sources, on free ports.
 */
class ReadmeE2E {
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\n(.*?)```");
  private static final String RUN = "mvn -Prun";
  private static final String VERIFY = "mvn verify";

  /** What the operations page does to the store itself is done when the server has stopped. */
  private static final String STORE = "gatehook-data";

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofMinutes(1);

  @TempDir Path directory;

  private final int port = Gatehook.freePort();
  private final int receiverPort = Gatehook.freePort();

  @Test
  void everyCommandWorksInItsOrder() throws Exception {
    List<String> blocks = blocks("README.md");
    List<String> operations = blocks("docs/operations.md");
    assertThat(blocks).startsWith(RUN, VERIFY);
    assertThat(operations).hasSizeGreaterThan(4);
    copySources();
    Process server = start("server.log", run());
    try {
      await()
          .atMost(START)
          .until(
              () -> read(directory.resolve("server.log")).contains("Ctrl-C drains and stops it"));
      String output = paste(blocks.subList(2, blocks.size()));

      assertThat(output.lines().filter(line -> line.startsWith("HTTP/")))
          .as(output)
          .hasSize(5)
          .allMatch(line -> line.contains(" 201 ") || line.contains(" 202 "));
      assertThat(output).contains("\"status\":\"delivered\"", "\"status\":\"pending\"");
      assertThat(output).contains("POST {\"event_hooks\":").contains("\"event\":\"consumers\"}");
      assertThat(read(directory.resolve("server.log"))).contains("gatehook.event: {");
      operate(operations.stream().filter(block -> !block.contains(STORE)).toList());
    } finally {
      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(read(directory.resolve("server.log"))).contains("Gatehook stopped");
    operate(operations.stream().filter(block -> block.contains(STORE)).toList());
    assertThat(directory.resolve("gatehook-backup/gatehook.mv.db")).isNotEmptyFile();
    assertThat(directory.resolve("gatehook-unpacked/gatehook.jar")).isNotEmptyFile();
    assertThat(read(directory.resolve("event-hooks.json"))).contains("\"handler\":\"webhook\"");
  }

  private static List<String> blocks(String page) {
    return BLOCK.matcher(read(Path.of(page))).results().map(r -> r.group(1).strip()).toList();
  }

  private void operate(List<String> blocks) throws Exception {
    String commands = onFreePorts("set -e\n" + String.join("\n", blocks));
    Process shell = start("operations.log", List.of("bash", "-c", commands));
    boolean ended = shell.waitFor(STEP.toSeconds(), TimeUnit.SECONDS);
    shell.destroyForcibly();
    String output = read(directory.resolve("operations.log"));
    assertThat(ended).as(output).isTrue();
    assertThat(shell.exitValue()).as(commands + "\n" + output).isZero();
  }

  private List<String> run() {
    return List.of(
        System.getProperty("maven.home") + "/bin/mvn",
        "-Prun",
        "-o",
        "-B",
        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
        "-Dgatehook.http.port=" + port);
  }

  /**
   * One shell for all blocks; as a reader does, each is pasted when the one before had its effect.
   */
  private String paste(List<String> blocks) throws Exception {
    Process shell = start("shell.log", List.of("bash"));
    try (Writer keyboard = shell.outputWriter()) {
      keyboard.write("set -e -m\n");
      for (String block : blocks) {
        String done = "done-" + blocks.indexOf(block);
        keyboard.write(onFreePorts(block) + "\necho; echo " + done + "\n");
        keyboard.flush();
        await().atMost(STEP).until(() -> shellSaid(done) || !shell.isAlive());
        awaitEffect(block);
      }
    }
    boolean ended = shell.waitFor(1, TimeUnit.MINUTES);
    shell.destroyForcibly();
    String output = read(directory.resolve("shell.log"));
    assertThat(ended).as(output).isTrue();
    assertThat(shell.exitValue()).as(output).isZero();
    return output;
  }

  private boolean shellSaid(String line) {
    return read(directory.resolve("shell.log")).lines().anyMatch(line::equals);
  }

  private void awaitEffect(String block) {
    if (block.contains("Receiver.java")) {
      await().atMost(STEP).until(this::receiverListens);
    } else {
      boolean failing = block.contains("kill") || block.contains("status=pending");
      await().atMost(STEP).until(() -> count("claimed") == 0 && count("pending") > 0 == failing);
    }
  }

  private int count(String status) {
    return new Api("http://127.0.0.1:" + port).get("/deliveries?status=" + status).data().size();
  }

  private boolean receiverListens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiverPort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String onFreePorts(String commands) {
    return commands
        .replace("8011", String.valueOf(port))
        .replace("9009", String.valueOf(receiverPort));
  }

  private Process start(String log, List<String> command) throws IOException {
    Files.writeString(directory.resolve(".curlrc"), "no-progress-meter\n");
    var builder = new ProcessBuilder(command);
    builder.environment().put("CURL_HOME", directory.toString());
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(log).toFile())
        .start();
  }

  private void copySources() throws IOException {
    Files.copy(Path.of("pom.xml"), directory.resolve("pom.xml"));
    copyTree(Path.of("src/main"));
    copyTree(Path.of("docs"));
    copyTree(Path.of("server-config"));
  }

  private void copyTree(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = directory.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
