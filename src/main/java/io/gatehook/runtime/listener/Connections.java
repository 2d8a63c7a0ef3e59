package io.gatehook.runtime.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The open connections, each with its phase. When there is no room, the one that keeps us waiting
 * for longest has to go: a client that works is never that one.
 *
 * @param <C> a connection
 */
final class Connections<C> {
  private final ListenerLimits limits;
  private final LongSupplier nanoTime;

  /** By the time of their last change, since a change puts them at the end. */
  private final Map<C, State> states = new LinkedHashMap<>();

  private long heldBytes;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Connections(ListenerLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * @param bytes received in this phase; kept in memory unless it is a head
   */
  private record State(Phase phase, long since, long bytes) {
    State with(long bytes) {
      return new State(phase, since, bytes);
    }

    long held() {
      return phase == Phase.BODY || phase == Phase.QUEUED ? bytes : 0;
    }
  }

  /** A connection that has been in a phase for too long. */
  record Overdue<C>(C connection, Phase phase, long bytes) {}

  /** Adds one. Gives the one that has to go for it, which may be itself. */
  synchronized Optional<C> open(C connection) {
    Optional<C> goes =
        states.size() < limits.connections()
            ? Optional.empty()
            : oldest(Phase::isWaitingForClient).or(() -> Optional.of(connection));
    goes.ifPresent(this::close);
    if (!goes.equals(Optional.of(connection))) {
      states.put(connection, new State(Phase.HEAD, nanoTime.getAsLong(), 0));
    }
    return goes;
  }

  synchronized void close(C connection) {
    State state = states.remove(connection);
    if (state != null) {
      heldBytes -= state.held();
    }
  }

  /** Closed: {@link Phase#REFUSED}, since nothing that it sent counts any more. */
  synchronized Phase phase(C connection) {
    State state = states.get(connection);
    return state == null ? Phase.REFUSED : state.phase();
  }

  /** False: it is refused or closed, and stays so. */
  synchronized boolean enter(C connection, Phase phase) {
    State old = states.get(connection);
    if (old == null || old.phase() == Phase.REFUSED) {
      return false;
    }
    long bytes = phase == Phase.QUEUED ? old.bytes() : 0;
    states.remove(connection);
    put(connection, old, new State(phase, nanoTime.getAsLong(), bytes));
    return true;
  }

  /** Bytes of a head came; the first one ends a rest. */
  synchronized void receiveHead(C connection, int bytes) {
    if (phase(connection) == Phase.IDLE) {
      enter(connection, Phase.HEAD);
    }
    State state = states.get(connection);
    if (state != null && state.phase() == Phase.HEAD) {
      states.put(connection, state.with(state.bytes() + bytes));
    }
  }

  /**
   * So many bytes of its body are there. Gives the connection whose body has to go because all of
   * them together are too much; itself if no other client keeps us waiting.
   */
  synchronized Optional<C> receiveBody(C connection, long bytes) {
    State state = states.get(connection);
    if (state == null || state.phase() != Phase.BODY) {
      return Optional.empty();
    }
    put(connection, state, state.with(bytes));
    return heldBytes <= limits.waitingBytes()
        ? Optional.empty()
        : oldest(phase -> phase == Phase.BODY);
  }

  /** So many bytes of the head or body came so far. */
  synchronized long bytes(C connection) {
    State state = states.get(connection);
    return state == null ? 0 : state.bytes();
  }

  /** Those whose time is up, in the order in which it began. */
  synchronized List<Overdue<C>> overdue() {
    long now = nanoTime.getAsLong();
    List<Overdue<C>> overdue = new ArrayList<>();
    states.forEach(
        (connection, state) -> {
          if (limit(state.phase())
              .map(limit -> now - state.since() > limit.toNanos())
              .orElse(false)) {
            overdue.add(new Overdue<>(connection, state.phase(), state.bytes()));
          }
        });
    return overdue;
  }

  /** Empty: others see to it. */
  private Optional<Duration> limit(Phase phase) {
    return switch (phase) {
      case HEAD -> Optional.of(limits.head());
      case BODY -> Optional.of(limits.body());
      case QUEUED -> Optional.of(ListenerLimits.TURN);
      case REFUSED -> Optional.of(ListenerLimits.LINGER);
      case IDLE, ANSWERED -> Optional.empty();
    };
  }

  private void put(C connection, State old, State state) {
    heldBytes += state.held() - old.held();
    states.put(connection, state);
  }

  private Optional<C> oldest(Predicate<Phase> wanted) {
    return states.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue().phase()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
