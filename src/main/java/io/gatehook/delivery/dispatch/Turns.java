package io.gatehook.delivery.dispatch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gatehook.delivery.queue.AttemptsEnded;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.queue.Line;
import io.gatehook.delivery.queue.LineStore;
import io.gatehook.delivery.queue.LinesMoved;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Gives the first delivery in the line of each ordered hook its turn, on all nodes alike. */
@ApplicationScoped
class Turns {
  /** Where no hook is ordered, so seldom what others may have left is looked for. */
  static final Duration SELDOM = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(Turns.class.getName());

  @Inject LineStore lines;
  @Inject LoadedHooks hooks;
  @Inject Event<LinesMoved> moved;

  private volatile boolean any;
  private volatile Set<UUID> halting = Set.of();

  /** By the virtual machine's clock, in ns. */
  private volatile long lookedAt = System.nanoTime() - SELDOM.toNanos();

  /** Looks at all lines, in the current transaction. */
  void give() {
    long now = System.nanoTime();
    if (!any && !hooks.anyOrdered() && now - lookedAt < SELDOM.toNanos()) {
      return;
    }
    lookedAt = now;
    List<Line> all = lines.all();
    any = !all.isEmpty();
    all.forEach(lines::move);
    tellHalted(all.stream().filter(Line::halted).toList());
  }

  /** The end of one is the turn of the next. */
  void ended(@Observes AttemptsEnded ended) {
    if (hooks.anyOrdered() && ended.endings().stream().anyMatch(this::isOrdered)) {
      moved.fire(new LinesMoved());
    }
  }

  private boolean isOrdered(Ending ending) {
    return hooks
        .find(ending.delivery().hook())
        .filter(ready -> ready.hook().delivery().isOrdered())
        .isPresent();
  }

  private void tellHalted(List<Line> halted) {
    Set<UUID> known = halting;
    halting = halted.stream().map(Line::first).collect(toUnmodifiableSet());
    for (Line line : halted) {
      if (!known.contains(line.first())) {
        LogEntry.log(
            LOG,
            Level.WARNING,
            "event hook {hook} is halted until delivery {delivery} is redelivered or cancelled",
            line.hook(),
            line.first());
      }
    }
  }
}
