package io.gatehook.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells names of settings from mistyped ones. */
public final class SettingNames {

  private static final String ENVIRONMENT_PREFIX = "GATEHOOK_";

  /** Kubernetes puts such names into the environment of every pod beside a service "gatehook". */
  private static final List<String> NOT_OURS = List.of("GATEHOOK_PORT", "GATEHOOK_SERVICE_");

  private static final int MAX_DISTANCE = 4;

  private SettingNames() {}

  /** The names under which MicroProfile Config looks for a key, the first found counts. */
  public static List<String> inEnvironment(String key) {
    String underscored = key.replaceAll("[^A-Za-z0-9]", "_");
    return List.of(key, underscored, underscored.toUpperCase(Locale.ROOT));
  }

  /**
   * Refuses {@code gatehook.*} names that are no settings; other names are not looked at.
   *
   * @throws BadSetting naming the first unknown key and the nearest known one
   */
  public static void requireKnown(Collection<String> names) {
    names.stream()
        .filter(name -> name.startsWith(Setting.PREFIX) && Setting.named(name).isEmpty())
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw unknown(name, name);
            });
  }

  /**
   * Refuses a name.
   *
   * @param where the name, and where it stands if that needs saying
   */
  static BadSetting unknown(String name, String where) {
    return new BadSetting(where + " is not a setting" + hint(name) + ".");
  }

  /** {@code GATEHOOK_*} names that set nothing, each with a sentence that says so. */
  public static List<String> warnings(Set<String> environment) {
    Set<String> known =
        Setting.all().stream()
            .flatMap(setting -> inEnvironment(setting.key()).stream())
            .collect(Collectors.toSet());
    return environment.stream()
        .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !known.contains(name))
        .filter(name -> NOT_OURS.stream().noneMatch(name::startsWith))
        .sorted()
        .map(name -> name + " in the environment sets nothing" + environmentHint(name) + ".")
        .toList();
  }

  private static String hint(String name) {
    List<String> known = Setting.all().stream().map(Setting::key).toList();
    return Optional.of(Setting.PREFIX + name)
        .filter(known::contains)
        .or(() -> nearest(name, known))
        .map(near -> "; the nearest setting is " + near)
        .orElse("; --help lists them");
  }

  private static String environmentHint(String name) {
    List<String> known =
        Setting.all().stream().map(setting -> inEnvironment(setting.key()).get(2)).toList();
    return nearest(name, known).map(near -> "; the nearest setting is " + near).orElse("");
  }

  private static Optional<String> nearest(String name, List<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= MAX_DISTANCE)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** The number of single-character edits between two texts (Levenshtein). */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
