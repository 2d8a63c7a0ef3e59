package io.gatehook.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as JSON text carries them: RFC 3339. */
public final class Times {
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int LAST_YEAR = 9999;

  private Times() {}

  /** The time; empty if the text is none, or of a year that RFC 3339 cannot write. */
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
      boolean writable = time.getYear() >= 0 && time.getYear() <= LAST_YEAR;
      return writable ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** In UTC, with milliseconds. */
  public static String text(Instant time) {
    return UTC_MILLIS.format(time);
  }
}
