package io.gatehook.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Lets a single worker event be fired where a list is observed. */
@ApplicationScoped
public class SingleEvents {
  @Inject Event<WorkerEvents> lists;

  void wrap(@Observes WorkerEvent event) {
    lists.fire(WorkerEvents.of(List.of(event)));
  }
}
