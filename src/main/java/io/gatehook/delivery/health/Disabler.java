package io.gatehook.delivery.health;

import static java.util.Objects.requireNonNull;

import io.gatehook.delivery.health.HookEvent.Facts;
import io.gatehook.delivery.health.HookNews.Item;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.sql.InTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Disables hooks that have been failing for too long, and tells so; what they are owed is held. */
@ApplicationScoped
public class Disabler {
  /** How often it is to look. */
  public static final Duration PACE = Duration.ofSeconds(10);

  @Inject HealthStore store;
  @Inject EventHookService hooks;
  @Inject HookNews news;
  @Inject HealthConfig config;
  @Inject Clock clock;

  /**
   * Disables one hook, and tells of it in the same transaction.
   *
   * @return whether there may be another
   */
  @InTransaction
  public boolean disableOne() {
    if (!config.disablesAny()) {
      return false;
    }
    Optional<UUID> next =
        store.enabledAndFailing(clock.instant().minus(config.disableAfter())).entrySet().stream()
            .filter(failing -> config.disables(failing.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    return next.filter(this::disable).isPresent();
  }

  /** False: another node was quicker, or somebody wrote the hook, or it works. */
  private boolean disable(UUID hook) {
    boolean disabled = hooks.disable(hook, () -> reason(store.find(hook)));
    if (disabled) {
      HookHealth health = store.find(hook);
      var facts = new Facts(clock.instant(), health.reason(), health.failingSince(), null);
      news.tell(List.of(new Item(hook, HookEvent.HOOK_DISABLED, facts)));
    }
    return disabled;
  }

  private Optional<String> reason(HookHealth health) {
    return config.disables(health)
        ? Optional.of(
            "no call has worked since %s: %s"
                .formatted(requireNonNull(health.failingSince()), health.reason()))
        : Optional.empty();
  }
}
