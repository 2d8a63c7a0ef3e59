package io.gatehook.delivery.health;

import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.health.Streaks.Call;
import io.gatehook.delivery.health.Streaks.Failing;
import io.gatehook.delivery.health.Streaks.Finding;
import io.gatehook.delivery.queue.AttemptsEnded;
import io.gatehook.delivery.queue.Reasons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Records when a hook begins to fail, and when it works again, in the transaction of the attempt
 * that showed it. As long as nothing changes this costs one read for many attempts.
 */
@ApplicationScoped
class HealthRecorder {
  private static final Logger LOG = System.getLogger(HealthRecorder.class.getName());

  @Inject HealthStore store;

  private final Streaks streaks = new Streaks();

  void record(@Observes AttemptsEnded ended) {
    Map<UUID, Finding> findings = streaks.add(ended.endings());
    findings.values().removeIf(finding -> !finding.saysAnything());
    Set<UUID> failing =
        store.find(findings.keySet()).entrySet().stream()
            .filter(known -> known.getValue().isFailing())
            .map(Map.Entry::getKey)
            .collect(toSet());
    findings.forEach((hook, finding) -> record(hook, finding, failing.contains(hook)));
  }

  private void record(UUID hook, Finding finding, boolean wasFailing) {
    Call worked = finding.worked();
    if (worked != null && wasFailing && store.recover(hook, worked.endedAt())) {
      LOG.log(Level.INFO, "hook {0} works again", hook);
    }
    Failing failing = finding.failing();
    if (failing != null && (worked != null || !wasFailing) && store.fail(hook, health(failing))) {
      LOG.log(Level.WARNING, "hook {0} has been failing since {1}", hook, failing.since());
    }
  }

  private static HookHealth health(Failing failing) {
    return new HookHealth(
        failing.since(),
        failing.lastSuccess(),
        failing.last().endedAt(),
        Reasons.stored(failing.last().error()));
  }
}
