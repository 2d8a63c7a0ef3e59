package io.gatehook.hook.operator;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.HookProblem;
import io.gatehook.hook.registry.EventHookStore;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What can be done with event hooks. A change is committed when the call returns. */
@ApplicationScoped
public class EventHookService {
  private static final System.Logger LOG = System.getLogger(EventHookService.class.getName());

  @Inject HookRules rules;
  @Inject EventHookStore store;
  @Inject HookProbe probe;
  @Inject Clock clock;

  /** Adds a hook; one whose handler has a ping is pinged a little later, whatever comes of it. */
  public EventHook create(String workspace, HookDraft draft) {
    EventHook hook = rules.create(workspace, draft, UUID.randomUUID(), now());
    rules.rehearse(hook);
    store.insert(hook);
    changed(hook.id(), "created");
    probe.pingSoon(hook);
    return hook;
  }

  /** The hook of that id. */
  public Optional<EventHook> find(UUID id) {
    return store.find(id);
  }

  /**
   * Changes the members that the draft names.
   *
   * @throws HookProblem when no hook has the id
   */
  public EventHook patch(UUID id, HookDraft draft) {
    EventHook seen = store.find(id).orElseThrow(() -> HookProblem.notFound(id));
    JsonObject before = seen.toJson();
    EventHook wanted = rules.patch(seen, draft, now());
    if (!wanted.isCalledAs(seen)) { // one whose trial would fail today can still be disabled
      rules.rehearse(wanted);
    }
    EventHook hook =
        store.update(
            id,
            stored -> stored.toJson().equals(before) ? wanted : rules.patch(stored, draft, now()));
    changed(id, "changed");
    return hook;
  }

  /**
   * Disables a hook that nobody asked to disable. Its deliveries are held until somebody enables
   * it.
   *
   * @param reason for the log, and kept until the hook is written again; asked where no other
   *     change of a hook can come between. Empty: it stays enabled
   * @return whether it was enabled, and is not any more
   * @throws HookProblem when no hook has the id
   */
  public boolean disable(UUID id, Supplier<Optional<String>> reason) {
    var disabled = new AtomicBoolean();
    EventHook hook =
        store.update(
            id,
            stored -> {
              Optional<String> why = stored.enabled() ? reason.get() : Optional.empty();
              disabled.set(why.isPresent());
              return why.map(said -> stored.disabled(said, now())).orElse(stored);
            });
    if (disabled.get()) {
      LogEntry.log(
          LOG,
          WARNING,
          "event hook {hook} disabled: {reason}",
          id,
          String.valueOf(hook.disabledReason()));
    }
    return disabled.get();
  }

  /** Adds a hook of that id, or replaces all of the one that has it. */
  public EventHook put(String workspace, UUID id, HookDraft draft) {
    EventHook hook = rules.replace(workspace, id, draft, now());
    rules.rehearse(hook);
    store.put(hook);
    changed(id, "replaced");
    return hook;
  }

  /** Deletes the hook with all deliveries that it still waits for; nothing if there is none. */
  public void delete(UUID id) {
    if (store.delete(id)) {
      changed(id, "deleted");
    }
  }

  /** Hooks by created_at and id, from behind the given pair; at most {@code size}. */
  public List<EventHook> page(String workspace, int size, long afterCreatedAt, UUID afterId) {
    return store.page(workspace, size, afterCreatedAt, afterId);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static void changed(UUID id, String what) {
    LogEntry.log(LOG, INFO, "event hook {hook} {change}", id, what);
  }
}
