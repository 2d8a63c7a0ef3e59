package io.gatehook.delivery.operator;

import io.gatehook.delivery.suppression.Hold;
import io.gatehook.delivery.suppression.Suppressor;
import io.gatehook.event.DerivedNames;
import io.gatehook.event.EventName;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.registry.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Says what would become of an event now, by what decides when one is recorded. Nothing is stored,
 * sent or held back.
 */
@ApplicationScoped
public class Explainer {
  /** Most hooks in an explanation. */
  public static final int MAX_HOOKS = 500;

  @Inject LoadedHooks hooks;
  @Inject DerivedNames names;
  @Inject Suppressor suppressor;
  @Inject Clock clock;

  /** Hooks of other sources are left out: it is plain why they do not match. */
  public Explanation explain(WorkerEvent event) {
    hooks.refreshIfStale();
    List<EventName> known = names.of(event);
    var near = NearHooks.of(hooks.matcher(), known, MAX_HOOKS);
    Map<UUID, Hold> holds = suppressor.holds(near.matching(), event.data(), clock.instant());
    var verdicts = new ArrayList<Verdict>();
    near.matching().forEach(match -> verdicts.add(Verdict.of(match, holds.get(match.hook().id()))));
    near.others().forEach(hook -> verdicts.add(Verdict.unmatched(hook, known)));
    return new Explanation(verdicts, near.truncated());
  }
}
