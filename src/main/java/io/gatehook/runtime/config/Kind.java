package io.gatehook.runtime.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of value: how it is read, and what is allowed, as a phrase that follows "it must be".
 *
 * @param parser throws {@link IllegalArgumentException} for what is not allowed
 */
record Kind<T>(String allowed, Function<String, T> parser) {

  static final Pattern NO_SPACES = Pattern.compile("[\\x21-\\x7e]{1,253}");
  static final Pattern ANYTHING = Pattern.compile("(?s).{1,1000}");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final int MAX_DURATIONS = 100;

  static Kind<String> text(String allowed, Pattern pattern) {
    return new Kind<>(
        allowed,
        value -> {
          require(pattern.matcher(value).matches());
          return value;
        });
  }

  static Kind<Integer> number(int min, int max) {
    return new Kind<>(
        "a whole number from %d to %d".formatted(min, max),
        value -> {
          int number = Integer.parseInt(value);
          require(number >= min && number <= max);
          return number;
        });
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        "true or false",
        value -> {
          require(value.equals("true") || value.equals("false"));
          return Boolean.valueOf(value);
        });
  }

  static Kind<String> oneOf(String... names) {
    List<String> allowed = List.of(names);
    return new Kind<>(
        "one of " + String.join(", ", allowed),
        value -> {
          require(allowed.contains(value));
          return value;
        });
  }

  static Kind<Duration> duration(String min, String max) {
    Duration least = parseDuration(min);
    Duration most = parseDuration(max);
    return new Kind<>(
        "a duration like 500ms, 5s, 2m, 3h or 7d, from %s to %s".formatted(min, max),
        value -> {
          Duration duration = parseDuration(value);
          require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
          return duration;
        });
  }

  static Kind<List<Duration>> durations(String min, String max) {
    Kind<Duration> one = duration(min, max);
    return new Kind<>(
        "1 to %d durations like 5s 2m 3h, separated by spaces, each from %s to %s"
            .formatted(MAX_DURATIONS, min, max),
        value -> {
          List<Duration> durations =
              Arrays.stream(value.strip().split("[\\s,]+", MAX_DURATIONS + 1))
                  .map(one.parser())
                  .toList();
          require(durations.size() <= MAX_DURATIONS);
          return durations;
        });
  }

  private static Duration parseDuration(String value) {
    Matcher matcher = DURATION.matcher(value);
    require(matcher.matches());
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}
