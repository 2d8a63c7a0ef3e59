package io.gatehook.delivery.operator;

import io.gatehook.delivery.suppression.Hold;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.json.Times;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event would mean to one hook now, and why.
 *
 * @param reason for people
 */
public record Verdict(UUID hook, Outcome outcome, String reason) {

  /** What would become of the event. */
  public enum Outcome {
    /** A delivery would be recorded; one for a disabled hook is held. */
    WOULD_DELIVER,
    /** Snooze or on_change would drop it. */
    SUPPRESSED,
    /** The hook does not want it. */
    NO_MATCH;

    /** As the API spells it. */
    public String apiName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Of a hook that wants the event.
   *
   * @param hold null: nothing holds it back
   */
  static Verdict of(HookMatch match, @Nullable Hold hold) {
    UUID hook = match.hook().id();
    return hold == null
        ? new Verdict(hook, Outcome.WOULD_DELIVER, matches(match))
        : new Verdict(hook, Outcome.SUPPRESSED, heldBack(hold));
  }

  /**
   * Of a hook that wants another event of the source.
   *
   * @param names by which the event is known
   */
  static Verdict unmatched(EventHook hook, List<EventName> names) {
    String known =
        names.stream()
            .filter(name -> name.source().equals(hook.source()))
            .map(EventName::event)
            .collect(Collectors.joining(" or "));
    return new Verdict(
        hook.id(),
        Outcome.NO_MATCH,
        "event differs: the hook wants %s of %s, this is %s"
            .formatted(hook.event(), hook.source(), known));
  }

  private static String matches(HookMatch match) {
    EventName name = match.seenAs();
    String shown = name.source() + "/" + name.event();
    String matches =
        match.hook().event() == null
            ? "matches every event of %s, here %s".formatted(name.source(), shown)
            : "matches " + shown;
    String ordered = match.hook().delivery().isOrdered() ? "; waits for its turn (ordered)" : "";
    String held = match.hook().enabled() ? "" : "; held until the hook is enabled";
    return matches + ordered + held;
  }

  private static String heldBack(Hold hold) {
    return hold.snoozedUntil() == null
        ? "equals the last event recorded for it (on_change)"
        : "snoozed until " + Times.text(hold.snoozedUntil());
  }
}
