package io.gatehook.delivery;

import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.match.HookMatch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A worker event that hooks want, with the id under which it will be recorded. */
public record WantedEvent(UUID id, WorkerEvent event, List<HookMatch> matches) {

  /** What sorts the keys, so that two transactions never wait for each other crosswise. */
  public String lockOrder() {
    return event.workspace() + '\0' + event.source() + '\0' + event.key();
  }

  public RecordedEvent row(Instant now) {
    return new RecordedEvent(id, event, now);
  }
}
