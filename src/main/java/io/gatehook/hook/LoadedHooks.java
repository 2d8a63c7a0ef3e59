package io.gatehook.hook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The hooks as this node last loaded them: what matching and calling work with, without I/O. */
@ApplicationScoped
public class LoadedHooks {

  /** Decides which hooks want an event. */
  public HookMatcher matcher() {
    return new HookMatcher(List.of());
  }

  /** Loads the hooks again if another node changed them. */
  public void refreshIfStale() {}

  /** The hook, with its handler prepared. Empty: deleted. */
  public Optional<ReadyHook> find(UUID id) {
    return Optional.empty();
  }
}
