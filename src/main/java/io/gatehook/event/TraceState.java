package io.gatehook.event;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tracestate}, a list of what each tracing system keeps for itself. */
final class TraceState {
  /** Most members of the list. */
  static final int MAX_MEMBERS = 32;

  /** Members that are longer are left out first where the list is too long. */
  static final int LONG_MEMBER = 128;

  private static final Pattern MEMBER =
      Pattern.compile(
          "([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
              + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  private TraceState() {}

  /** The list, its members as they came. Empty: there is none, or it is broken. */
  static Optional<String> read(List<String> headers) {
    List<String> members =
        Arrays.stream(String.join(",", headers).split(","))
            .map(String::strip)
            .filter(member -> !member.isEmpty())
            .collect(toCollection(ArrayList::new));
    boolean usable =
        members.size() <= MAX_MEMBERS
            && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
    return usable ? Optional.of(cut(members)).filter(list -> !list.isEmpty()) : Optional.empty();
  }

  /** Whole members only: half of one would mislead the system that it is of. */
  private static String cut(List<String> members) {
    for (int i = members.size() - 1; i >= 0 && isTooLong(members); i--) {
      if (members.get(i).length() > LONG_MEMBER) {
        members.remove(i);
      }
    }
    while (isTooLong(members)) {
      members.remove(members.size() - 1);
    }
    return String.join(",", members);
  }

  private static boolean isTooLong(List<String> members) {
    int length = members.stream().mapToInt(String::length).sum() + members.size() - 1;
    return length > TraceContext.MAX_STATE;
  }
}
