package io.gatehook.handler;

import static java.lang.System.Logger.Level.INFO;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The handlers by name, collected once. Two with one name stop the deployment. */
@ApplicationScoped
public class Handlers {
  private static final System.Logger LOG = System.getLogger(Handlers.class.getName());

  private final Map<String, EventHandler> byName;

  /** For the container's proxy only. */
  protected Handlers() {
    byName = Map.of();
  }

  @Inject
  Handlers(@Any Instance<EventHandler> found) {
    this((Iterable<EventHandler>) found);
  }

  /** The given ones, without a container. */
  public Handlers(Iterable<? extends EventHandler> found) {
    var collected = new TreeMap<String, EventHandler>();
    for (EventHandler handler : found) {
      EventHandler other = collected.putIfAbsent(handler.name(), handler);
      if (other != null) {
        throw new IllegalStateException("two handlers are named '%s'".formatted(handler.name()));
      }
    }
    byName = Collections.unmodifiableMap(collected);
  }

  /** The handler of that name. */
  public Optional<EventHandler> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All names, sorted. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** Makes the container collect them while it deploys. */
  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    LOG.log(INFO, "handlers: {0}", String.join(", ", names()));
  }
}
