package io.gatehook.runtime.config;

import io.gatehook.json.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of value: how it is read, and what is allowed, as a phrase that follows "it must be".
 *
 * @param parser throws {@link IllegalArgumentException} for what is not allowed
 */
record Kind<T>(String allowed, Function<String, T> parser) {

  static final Pattern NO_SPACES = Pattern.compile("[\\x21-\\x7e]{1,253}");
  static final Pattern ANYTHING = Pattern.compile("(?s).{1,1000}");

  private static final int MAX_DURATIONS = 100;

  private static final int MAX_RECEIVERS = 1000;
  private static final String OCTET = "(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
  private static final Pattern BLOCK =
      Pattern.compile(
          "(%1$s(?:\\.%1$s){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?".formatted(OCTET));
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,255}$)(\\*\\.)?([A-Za-z0-9_-]+\\.)*[A-Za-z_-][A-Za-z0-9_-]*");

  static Kind<String> text(String allowed, Pattern pattern) {
    return new Kind<>(
        allowed,
        value -> {
          require(pattern.matcher(value).matches());
          return value;
        });
  }

  static Kind<String> path() {
    return text("a path of at most 1000 characters", ANYTHING);
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
    Duration least = Durations.of(min);
    Duration most = Durations.of(max);
    return new Kind<>(
        "a duration like 500ms, 5s, 2m, 3h or 7d, from %s to %s".formatted(min, max),
        value -> {
          Duration duration = Durations.of(value);
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

  /** Blocks of addresses, addresses and host names. */
  static Kind<List<String>> receivers() {
    return new Kind<>(
        "at most %d addresses, blocks like 10.0.0.0/8 and names like hooks.example.com or"
                .formatted(MAX_RECEIVERS)
            + " *.example.com, separated by spaces",
        value -> {
          List<String> receivers =
              Arrays.stream(value.strip().split("[\\s,]+", MAX_RECEIVERS + 1))
                  .filter(each -> !each.isEmpty())
                  .toList();
          require(receivers.size() <= MAX_RECEIVERS);
          receivers.forEach(each -> require(isReceiver(each)));
          return receivers;
        });
  }

  private static boolean isReceiver(String text) {
    var block = BLOCK.matcher(text);
    if (!block.matches()) {
      return NAME.matcher(text).matches();
    }
    try {
      // never looked up: nothing but an address has this form
      int bits = InetAddress.getByName(block.group(1)).getAddress().length * 8;
      return block.group(2) == null || Integer.parseInt(block.group(2)) <= bits;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}
