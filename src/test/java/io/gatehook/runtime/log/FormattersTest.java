package io.gatehook.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.text.LogEntry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both forms of the server's log make of the same records. */
class FormattersTest {
  private static final String FORGED = "2026-01-01T00:00:00.000Z INFO    io.gatehook: all is well";

  private final Formatter text = new TextFormatter();
  private final Formatter json = new JsonFormatter();

  @Test
  void anEntryIsOneLineWithItsValues() {
    LogRecord line = record("io.gatehook.X", LogEntry.FORM);
    line.setParameters(
        new Object[] {
          LogEntry.of("delivery {delivery} attempt {attempt} {outcome}", "d", 1, "ok")
        });

    assertThat(text.format(line))
        .isEqualTo("2026-03-04T05:06:07.089Z WARNING io.gatehook.X: delivery d attempt 1 ok\n");
    assertThat(json.format(line))
        .isEqualTo(
            "{\"time\":\"2026-03-04T05:06:07.089Z\",\"level\":\"WARNING\","
                + "\"logger\":\"io.gatehook.X\",\"message\":\"delivery d attempt 1 ok\","
                + "\"delivery\":\"d\",\"attempt\":1,\"outcome\":\"ok\"}\n");
  }

  @Test
  void recordsOfOthersAreWrittenAlike() {
    LogRecord line = record("org.flywaydb", "migrated to {0} in {1}");
    line.setParameters(new Object[] {"V9", "2 s"});

    assertThat(text.format(line)).endsWith(" WARNING org.flywaydb: migrated to V9 in 2 s\n");
    assertThat(parsed(line).getString("message")).isEqualTo("migrated to V9 in 2 s");
  }

  @Test
  void aRecordWithoutTextOrLoggerIsWritten() {
    LogRecord line = record(null, null);

    assertThat(text.format(line)).endsWith(" null: null\n");
    assertThat(parsed(line).getString("message")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f"})
  void noMessageBeginsALineOfItsOwn(String lineBreak) {
    LogRecord line = record("io.gatehook.X", "said" + lineBreak + FORGED);
    LogRecord thrown = record("io.gatehook.X", "failed");
    thrown.setThrown(new IllegalStateException("said" + lineBreak + FORGED));

    assertThat(text.format(line)).hasLineCount(1);
    assertThat(json.format(line)).hasLineCount(1);
    assertThat(parsed(line).getString("message")).isEqualTo("said" + lineBreak + FORGED);
    assertThat(text.format(thrown).split("\\R")).noneMatch(row -> row.startsWith(FORGED));
    assertThat(json.format(thrown)).hasLineCount(1);
  }

  @Test
  void terminalsAreToldNothing() {
    LogRecord line = record("io.gatehook.X", "\u001b[2Jgone \u202e and \ud800");

    assertThat(text.format(line)).contains("\\u001b[2Jgone \\u202e and \\ud800");
    assertThat(parsed(line).getString("message")).startsWith("\u001b[2Jgone \u202e");
  }

  @Test
  void whatWasThrownIsIndentedOrOneMember() {
    LogRecord line = record("io.gatehook.X", "failed");
    line.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner")));

    assertThat(text.format(line).lines().skip(1))
        .isNotEmpty()
        .allMatch(row -> row.startsWith("\t"))
        .anyMatch(row -> row.contains("Caused by: java.lang.IllegalArgumentException: inner"));
    assertThat(parsed(line).getString("error")).contains("outer", "inner", "FormattersTest");
  }

  @Test
  void rowsOfKongsBoxStayApart() {
    LogRecord line = record("gatehook.event", "+--+\n|ok|\n+--+");

    assertThat(text.format(line)).endsWith(": +--+\n|ok|\n+--+\n");
    assertThat(json.format(line)).hasLineCount(1);
  }

  @Test
  void theTimeFollowsTheRecord() {
    LogRecord line = record("x", "y");
    assertThat(text.format(line)).startsWith("2026-03-04T05:06:07.089Z");
    line.setInstant(Instant.parse("2026-12-31T23:59:59.9999Z"));
    assertThat(text.format(line)).startsWith("2026-12-31T23:59:59.999Z");
    line.setInstant(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(text.format(line)).startsWith("2027-01-01T00:00:00.000Z");
  }

  private JsonObject parsed(LogRecord line) {
    try (var reader = Json.createReader(new StringReader(json.format(line)))) {
      return reader.readObject();
    }
  }

  private static LogRecord record(String logger, String message) {
    var line = new LogRecord(Level.WARNING, message);
    line.setLoggerName(logger);
    line.setInstant(Instant.parse("2026-03-04T05:06:07.089Z"));
    return line;
  }
}
