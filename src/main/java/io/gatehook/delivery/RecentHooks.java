package io.gatehook.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process remembers of its hooks, bounded: the longest untouched ones are forgotten
 * first. Not safe for threads.
 */
public final class RecentHooks<V> {
  /** Hooks that are remembered. */
  public static final int MOST = 10_000;

  private final Supplier<V> unknown;
  private final Map<UUID, V> known;

  /**
   * @param unknown what is remembered of a hook at first
   */
  public RecentHooks(Supplier<V> unknown) {
    this(unknown, memory -> true);
  }

  /**
   * @param forgettable what may be forgotten; the rest goes beyond the bound
   */
  public RecentHooks(Supplier<V> unknown, Predicate<V> forgettable) {
    this.unknown = unknown;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
            return size() > MOST && forgettable.test(eldest.getValue());
          }
        };
  }

  /** Null: nothing is known of the hook. */
  public @Nullable V find(UUID hook) {
    return known.get(hook);
  }

  /** Remembers the hook from now on. */
  public V get(UUID hook) {
    return known.computeIfAbsent(hook, id -> unknown.get());
  }

  public void forget(UUID hook) {
    known.remove(hook);
  }
}
