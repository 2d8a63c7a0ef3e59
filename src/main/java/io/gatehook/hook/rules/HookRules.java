package io.gatehook.hook.rules;

import static java.lang.System.Logger.Level.WARNING;

import io.gatehook.event.Catalogue;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookConfig;
import io.gatehook.hook.HookDraft;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import io.gatehook.schema.Violations;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a complete, valid hook out of what a client wrote, or says what is wrong with it. The
 * handler that the hook names decides about its {@code config}.
 */
@Dependent
public final class HookRules {
  private static final System.Logger LOG = System.getLogger(HookRules.class.getName());
  private static final String ID = "id";
  private static final String CREATED_AT = "created_at";
  private static final String UPDATED_AT = "updated_at";
  private static final String HANDLER = "handler";
  private static final String CONFIG = "config";

  private final Handlers handlers;
  private final Schema schema;
  private final SourceRule sources;
  private final HookConfig hookConfig;

  @Inject
  public HookRules(Handlers handlers, Catalogue catalogue, HookConfig hookConfig) {
    this.handlers = handlers;
    this.schema = new Schema(HookType.of(handlers));
    this.sources = new SourceRule(catalogue);
    this.hookConfig = hookConfig;
  }

  /**
   * A new hook.
   *
   * @param freshId for a draft without an id
   * @param now epoch seconds
   */
  public EventHook create(String workspace, HookDraft draft, UUID freshId, long now) {
    return warnedOf(tried(workspace, draft, freshId, now));
  }

  /** As {@link #create}, for a hook that nobody keeps: what is only odd is not worth a warning. */
  public EventHook tried(String workspace, HookDraft draft, UUID freshId, long now) {
    JsonObject members = draft.text() ? schema.infer(draft.members()) : draft.members();
    refuseUnknownHandler(members);
    JsonObjectBuilder hook = Json.createObjectBuilder(members).add(UPDATED_AT, now);
    if (HookType.isUnset(members, ID)) {
      hook.add(ID, freshId.toString());
    }
    if (HookType.isUnset(members, CREATED_AT)) {
      hook.add(CREATED_AT, now);
    }
    return accepted(workspace, schema.complete(hook.build()));
  }

  /** A hook of this id and nothing of the one that may have it now. */
  public EventHook replace(String workspace, UUID id, HookDraft draft, long now) {
    JsonObject members = Json.createObjectBuilder(draft.members()).add(ID, id.toString()).build();
    return create(workspace, new HookDraft(members, draft.text()), id, now);
  }

  /** The stored hook with what the draft says over it; its id stays. */
  public EventHook patch(EventHook stored, HookDraft draft, long now) {
    JsonObject before = stored.toJson();
    JsonObject members = draft.text() ? schema.infer(draft.members(), before) : draft.members();
    refuseUnknownHandler(members.containsKey(HANDLER) ? members : before);
    JsonObjectBuilder patch = Json.createObjectBuilder(members);
    if (HookType.isUnset(members, CREATED_AT)) {
      patch.remove(CREATED_AT);
    }
    patch.add(ID, stored.id().toString()).add(UPDATED_AT, now);
    return warnedOf(accepted(stored.workspace(), schema.merge(before, patch.build())));
  }

  /**
   * Has the handler try out a hook that kept the rules. May take seconds: not for transactions.
   *
   * @throws InvalidEntity with what the trial shows
   */
  public void rehearse(EventHook hook) {
    EventHandler handler = handlers.find(hook.handler()).orElseThrow();
    try {
      handler.prepare(hook.config()).rehearse();
    } catch (InvalidEntity e) {
      throw ofConfig(e);
    }
  }

  /** Beside an unknown handler nothing else can be judged, so that one violation stands alone. */
  private void refuseUnknownHandler(JsonObject members) {
    if (members.get(HANDLER) instanceof JsonString name
        && HookType.isHandlerName(name.getString())
        && handlers.find(name.getString()).isEmpty()) {
      throw violation(HANDLER, "handler '%s' is not available".formatted(name.getString()));
    }
  }

  /** The last checks, of what is complete and of the right types. */
  private EventHook accepted(String workspace, JsonObject complete) {
    EventHandler handler = handlers.find(complete.getString(HANDLER)).orElseThrow();
    try {
      handler.prepare(complete.getJsonObject(CONFIG));
    } catch (InvalidEntity e) {
      throw ofConfig(e);
    }
    var hook = new EventHook(workspace, complete);
    if (hookConfig.strictSources()) {
      doubt(hook)
          .ifPresent(
              doubt -> {
                throw violation(doubt.member(), doubt.text());
              });
    }
    return hook;
  }

  private EventHook warnedOf(EventHook hook) {
    // As JSON: the names are the client's, and a line break in them would forge a line of the log.
    doubt(hook)
        .map(doubt -> Json.createValue(doubt.text()))
        .ifPresent(
            text -> LogEntry.log(LOG, WARNING, "event hook {hook}: {doubt}", hook.id(), text));
    return hook;
  }

  private Optional<SourceRule.Doubt> doubt(EventHook hook) {
    return sources.doubt(hook.source(), hook.event());
  }

  private static InvalidEntity ofConfig(InvalidEntity invalid) {
    return new InvalidEntity(Violations.under(CONFIG, invalid.violations()));
  }

  private static InvalidEntity violation(String member, String text) {
    return new InvalidEntity(Violations.of(member, text));
  }
}
