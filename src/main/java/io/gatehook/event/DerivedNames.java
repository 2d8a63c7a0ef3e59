package io.gatehook.event;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names under which hooks may have asked for one happening. Kong re-posts each {@code dao:crud}
 * change as {@code crud/<entity>} and {@code crud/<entity>:<operation>}; its control planes do not,
 * so gateways send {@code dao:crud} and the rest is derived here.
 */
public final class DerivedNames {
  private static final String CHANGES = "dao:crud";
  private static final String DERIVED_CHANGES = "crud";
  private static final String RATE_LIMITING = "rate-limiting";
  private static final String RATE_LIMITING_ADVANCED = "rate-limiting-advanced";

  private final boolean advancedAlias;

  /**
   * @param advancedAlias whether refusals of {@code rate-limiting} also reach hooks on {@code
   *     rate-limiting-advanced}
   */
  public DerivedNames(boolean advancedAlias) {
    this.advancedAlias = advancedAlias;
  }

  /** The event's own name first, then the derived ones in the order in which Kong posts them. */
  public List<EventName> of(WorkerEvent event) {
    var own = new EventName(event.source(), event.event());
    if (event.source().equals(CHANGES)) {
      return changeNames(own, event.data());
    }
    if (advancedAlias && event.source().equals(RATE_LIMITING)) {
      return List.of(own, new EventName(RATE_LIMITING_ADVANCED, event.event()));
    }
    return List.of(own);
  }

  private static List<EventName> changeNames(EventName own, JsonObject data) {
    String entity = string(data, "schema");
    if (entity == null) {
      return List.of(own);
    }
    String operation = string(data, "operation");
    return List.of(
        own,
        new EventName(DERIVED_CHANGES, entity),
        new EventName(
            DERIVED_CHANGES, entity + ":" + (operation == null ? own.event() : operation)));
  }

  private static @Nullable String string(JsonObject data, String name) {
    return data.get(name) instanceof JsonString text ? text.getString() : null;
  }
}
