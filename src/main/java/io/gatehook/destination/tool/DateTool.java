package io.gatehook.destination.tool;

import io.gatehook.json.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code $date}: times, as RFC 3339 text or as seconds since 1970, in other forms. All in UTC. */
public final class DateTool implements TemplateTool {

  /** By a pattern of {@link DateTimeFormatter}, as {@code yyyy-MM-dd HH:mm:ss}. */
  public String format(String pattern, @Nullable Object time) {
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
          .withZone(ZoneOffset.UTC)
          .format(instant(time));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time in this form: " + time, e);
    }
  }

  /** Whole seconds since 1970. */
  public long epoch(@Nullable Object time) {
    return instant(time).getEpochSecond();
  }

  private static Instant instant(@Nullable Object time) {
    if (time instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    return Times.parse(String.valueOf(time))
        .orElseThrow(() -> new IllegalArgumentException("not a time: " + time));
  }
}
