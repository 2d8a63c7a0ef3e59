package io.gatehook.delivery.health;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.health.HookEvent.Facts;
import io.gatehook.delivery.health.HookNews.Item;
import io.gatehook.delivery.health.Streaks.Call;
import io.gatehook.delivery.health.Streaks.Failing;
import io.gatehook.delivery.health.Streaks.Finding;
import io.gatehook.delivery.queue.AttemptsEnded;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.queue.Reasons;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Records when a hook begins to fail, and when it works again, in the transaction of the attempt
 * that showed it, and tells of that and of exhausted deliveries. As long as nothing changes this
 * costs one read for many attempts.
 */
@ApplicationScoped
class HealthRecorder {
  private static final Logger LOG = System.getLogger(HealthRecorder.class.getName());

  @Inject HealthStore store;
  @Inject HookNews news;
  @Inject HealthConfig config;
  @Inject Clock clock;

  private final Streaks streaks = new Streaks();

  void record(@Observes AttemptsEnded ended) {
    Map<UUID, Finding> findings = streaks.add(ended.endings());
    findings.values().removeIf(finding -> !finding.saysAnything());
    List<Ending> exhausted = ended.endings().stream().filter(HealthRecorder::isExhausted).toList();
    var told = new HashSet<>(findings.keySet());
    exhausted.forEach(ending -> told.add(ending.delivery().hook()));
    Map<UUID, HookHealth> health = new HashMap<>(store.find(told));
    var items = new ArrayList<Item>();
    findings.forEach(
        (hook, finding) -> {
          recover(hook, finding, health, items);
          fail(hook, finding, health, items);
        });
    exhausted.forEach(ending -> items.add(exhausted(ending, health)));
    news.tell(items);
  }

  private void recover(UUID hook, Finding finding, Map<UUID, HookHealth> health, List<Item> items) {
    Call worked = finding.worked();
    HookHealth before = health.getOrDefault(hook, HookHealth.UNKNOWN);
    if (worked != null && before.isFailing() && store.recover(hook, worked.endedAt())) {
      LogEntry.log(LOG, Level.INFO, "hook {hook} works again", hook);
      health.put(hook, before.recovered(worked.endedAt()));
      items.add(
          new Item(
              hook,
              HookEvent.HOOK_RECOVERED,
              new Facts(worked.endedAt(), null, before.failingSince(), worked.delivery())));
    }
  }

  private void fail(UUID hook, Finding finding, Map<UUID, HookHealth> health, List<Item> items) {
    Failing failing = finding.failing();
    if (failing == null) {
      return;
    }
    Call last = failing.last();
    String reason = Reasons.stored(last.error());
    HookHealth before = health.getOrDefault(hook, HookHealth.UNKNOWN);
    if (before.isFailing()) {
      failAgain(hook, before, before.failedAgain(last.endedAt(), reason));
      return;
    }
    var now =
        new HookHealth(
            failing.since(), failing.lastSuccess(), last.endedAt(), reason, last.endedAt());
    if (store.fail(hook, now)) {
      LogEntry.log(
          LOG, Level.WARNING, "hook {hook} has been failing since {since}", hook, failing.since());
      health.put(hook, now);
      items.add(
          new Item(
              hook,
              HookEvent.HOOK_FAILING,
              new Facts(last.endedAt(), reason, failing.since(), last.delivery())));
    }
  }

  /** Writes only the first failure that is late enough for the {@link Disabler}. */
  private void failAgain(UUID hook, HookHealth before, HookHealth now) {
    if (config.disables(now) && !config.disables(before)) {
      store.failAgain(hook, now);
    }
  }

  private Item exhausted(Ending ending, Map<UUID, HookHealth> health) {
    UUID hook = ending.delivery().hook();
    return new Item(
        hook,
        HookEvent.DELIVERY_EXHAUSTED,
        new Facts(
            clock.instant(),
            Reasons.stored(ending.step().reason()),
            health.getOrDefault(hook, HookHealth.UNKNOWN).failingSince(),
            ending.delivery().id()));
  }

  private static boolean isExhausted(Ending ending) {
    return ending.step().status() == DeliveryStatus.EXHAUSTED;
  }
}
