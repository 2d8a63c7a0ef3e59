package io.gatehook.delivery.suppression;

import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.suppression.SuppressionState.Place;
import io.gatehook.event.Catalogue;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.hook.match.SuppressionRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes the deliveries of a recording, without those that snooze and on_change hold back. */
@ApplicationScoped
public class Suppressor {
  @Inject SuppressionStore store;
  @Inject SnoozeWindows windows;
  @Inject Catalogue catalogue;
  @Inject HookConfig config;
  @Inject UuidV7 ids;
  @Inject Event<SnoozesSeen> seen;

  /** What a hook wants, and what its suppression has to know; empty: it has none. */
  private record Wanted(WantedEvent event, HookMatch match, Optional<Candidate> candidate) {}

  /**
   * What is owed, in the order of the events; decided in the current transaction, which holds the
   * locks of all that it decided by.
   */
  public List<NewDelivery> owe(List<WantedEvent> events, Instant now) {
    List<Wanted> wanted = events.stream().flatMap(this::wanted).toList();
    var places = new TreeSet<Place>();
    wanted.forEach(
        each -> each.candidate().stream().flatMap(Candidate::places).forEach(places::add));
    if (places.isEmpty()) {
      return wanted.stream().map(each -> delivery(each, now)).toList();
    }
    var suppression = new Suppression(store.lock(places), now);
    List<NewDelivery> owed = owed(wanted, suppression, now);
    store.save(suppression.changed());
    seen.fire(new SnoozesSeen(places.stream().map(suppression::state).toList()));
    return owed;
  }

  /**
   * How many deliveries snoozes hold back, if none at all would be owed for these events and this
   * process knows it without the store.
   */
  public Optional<Integer> allSnoozed(List<HookMatch> matches, JsonObject data, Instant now) {
    for (HookMatch match : matches) {
      if (candidate(match, data).filter(event -> windows.holdBack(event, now)).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(matches.size());
  }

  /** What would hold an event with this data back now, by hook; locks and changes nothing. */
  public Map<UUID, Hold> holds(List<HookMatch> matches, JsonObject data, Instant now) {
    Map<UUID, Candidate> candidates = new HashMap<>();
    for (HookMatch match : matches) {
      candidate(match, data).ifPresent(event -> candidates.put(match.hook().id(), event));
    }
    var places = new TreeSet<Place>();
    candidates.values().stream().flatMap(Candidate::places).forEach(places::add);
    var suppression = new Suppression(store.read(places), now);
    Map<UUID, Hold> holds = new HashMap<>();
    candidates.forEach(
        (hook, event) -> suppression.hold(event).ifPresent(hold -> holds.put(hook, hold)));
    return holds;
  }

  private List<NewDelivery> owed(Collection<Wanted> wanted, Suppression suppression, Instant now) {
    var owed = new ArrayList<NewDelivery>();
    for (Wanted each : wanted) {
      if (each.candidate().flatMap(suppression::hold).isEmpty()) {
        NewDelivery delivery = delivery(each, now);
        each.candidate().ifPresent(event -> suppression.recorded(event, delivery.id()));
        owed.add(delivery);
      }
    }
    return owed;
  }

  private NewDelivery delivery(Wanted wanted, Instant now) {
    return new NewDelivery(ids.at(now), wanted.event().id(), wanted.match());
  }

  private Stream<Wanted> wanted(WantedEvent event) {
    return event.matches().stream()
        .map(match -> new Wanted(event, match, candidate(match, event.event().data())));
  }

  private Optional<Candidate> candidate(HookMatch match, JsonObject data) {
    return SuppressionRule.of(match, catalogue, config.snoozeScope())
        .map(rule -> Candidate.of(rule, data));
  }
}
