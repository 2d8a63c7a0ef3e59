package io.gatehook.handler.webhookcustom;

import io.gatehook.schema.InvalidEntity;

/** What makes the body of a hook's requests. */
interface RequestBody {
  /** No body at all. */
  RequestBody NONE = (draft, rendering) -> {};

  /**
   * Adds the body, and what follows from it, to a request that has its headers.
   *
   * @throws Unrendered for an event that no body can be made for
   */
  void addTo(RequestDraft draft, Rendering rendering) throws Unrendered;

  /**
   * As {@link io.gatehook.handler.PreparedHandler#rehearse}.
   *
   * @throws InvalidEntity with member names below the config
   */
  default void rehearse() {}
}
