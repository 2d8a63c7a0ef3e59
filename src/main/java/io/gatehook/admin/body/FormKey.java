package io.gatehook.admin.body;

import java.util.ArrayList;
import java.util.List;

/**
 * The path that a form key spells: {@code config.headers[x-a]} is three names, {@code a[]} appends
 * to a list, {@code a[1]} is its first element. A dot inside brackets belongs to the name.
 *
 * @param steps at least one
 */
record FormKey(List<Step> steps) {
  /** Most steps of one key. */
  static final int MAX_STEPS = 32;

  /** The member that a key with a dot at either end stands for, in Kong's decoder as well. */
  private static final String DOTTED_END = "name";

  /** Longest index that is read as one; a form has no more arguments than it can count. */
  private static final int MAX_INDEX_DIGITS = 4;

  /** How a step was written. */
  enum Kind {
    NAME,
    /** {@code [1]} */
    INDEX,
    /** {@code []} */
    APPEND
  }

  /** One step down. */
  record Step(Kind kind, String text) {}

  FormKey {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a key; one whose brackets or dots make no path is a single name.
   *
   * @throws RefusedBody for more than {@link #MAX_STEPS} steps
   */
  static FormKey parse(String key) {
    if (key.startsWith(".") || key.endsWith(".")) {
      return literal(DOTTED_END);
    }
    var steps = new ArrayList<Step>();
    int at = 0;
    while (at < key.length()) {
      int end = key.charAt(at) == '[' ? key.indexOf(']', at) + 1 : endOfName(key, at);
      if (end <= at || (at == 0 && key.charAt(0) == '[')) {
        return literal(key);
      }
      steps.add(step(key.substring(at, end)));
      boolean dot = end < key.length() && key.charAt(end) == '.';
      boolean bracket = end < key.length() && key.charAt(end) == '[';
      if (end < key.length() && !dot && !bracket) {
        return literal(key);
      }
      at = dot ? end + 1 : end;
    }
    if (steps.size() > MAX_STEPS) {
      throw new RefusedBody(
          RefusedBody.Reason.MALFORMED_FORM, "A key has more than %d steps".formatted(MAX_STEPS));
    }
    return new FormKey(steps);
  }

  static FormKey literal(String key) {
    return new FormKey(List.of(new Step(Kind.NAME, key)));
  }

  private static int endOfName(String key, int from) {
    int end = from;
    while (end < key.length() && key.charAt(end) != '.' && key.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static Step step(String written) {
    if (!written.startsWith("[")) {
      return new Step(Kind.NAME, written);
    }
    String inside = written.substring(1, written.length() - 1);
    if (inside.isEmpty()) {
      return new Step(Kind.APPEND, inside);
    }
    boolean index =
        inside.length() <= MAX_INDEX_DIGITS
            && inside.charAt(0) != '0'
            && inside.chars().allMatch(c -> c >= '0' && c <= '9');
    return new Step(index ? Kind.INDEX : Kind.NAME, inside);
  }
}
