package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of docs/webhook-custom.md, pasted into a shell. */
@ExtendWith(SharedGatehook.class)
class WebhookCustomPageE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path PAGE = Path.of("docs/webhook-custom.md");

  @Test
  void sendsWhatThePageShows(Gatehook gatehook) throws Exception {
    try (var receiver = new Receiver()) {
      for (String commands : blocks("bash")) {
        run(
            commands
                .replace("http://127.0.0.1:8011", gatehook.url())
                .replace("http://127.0.0.1:9009", receiver.url("")));
      }

      List<String> shown = blocks("text").stream().map(String::strip).toList();
      await().atMost(LIMIT).until(() -> receiver.requests().size() >= shown.size());
      assertThat(shown).isNotEmpty();
      assertThat(receiver.requests())
          .extracting(Receiver.Request::body)
          .containsExactlyInAnyOrderElementsOf(shown);
    }
  }

  private static void run(String commands) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-e", "-c", commands).redirectErrorStream(true).start();
    try {
      String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(output).isTrue();
      assertThat(shell.exitValue()).as(output).isZero();
    } finally {
      shell.destroyForcibly();
    }
  }

  private static List<String> blocks(String kind) throws IOException {
    return Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$")
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
