package io.gatehook.delivery.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers share work that costs as much for many as for one: those that come while it is done
 * for others wait, and it is then done for all of them at once, by one of them. If that fails, it
 * is done for each alone, so that one caller's fault is only its own.
 */
final class Coalescer<T, R> {
  /** So many groups at once: one is committed while the next is made ready. */
  static final int GROUPS = 2;

  private final Function<List<T>, List<R>> work;
  private final ToIntFunction<T> weight;
  private final int mostWeight;
  private final Deque<Call<T, R>> waiting = new ArrayDeque<>();
  private int groups;

  /**
   * @param work answers a result for each, in their order, and throws for all
   * @param mostWeight of a group, unless it is a single one
   */
  Coalescer(Function<List<T>, List<R>> work, ToIntFunction<T> weight, int mostWeight) {
    this.work = work;
    this.weight = weight;
    this.mostWeight = mostWeight;
  }

  private static final class Call<T, R> {
    private final T item;
    private final Semaphore turn = new Semaphore(0);
    private Role role = Role.LEADER;
    private @Nullable R result;

    Call(T item) {
      this.item = item;
    }
  }

  private enum Role {
    /** Does the work for a group. */
    LEADER,
    /** The work was done for it. */
    DONE,
    /** Has to do its own work. */
    ALONE
  }

  /** Blocks until the work is done; throws what it threw for this item alone. */
  R submit(T item) {
    var call = new Call<T, R>(item);
    if (!lead(call)) {
      call.turn.acquireUninterruptibly();
    }
    if (call.role == Role.LEADER) {
      leadGroup(call);
    }
    R result = call.result;
    return result == null ? work.apply(List.of(item)).get(0) : result;
  }

  /** Calls that wait for their group. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized boolean lead(Call<T, R> call) {
    if (groups < GROUPS) {
      groups++;
      return true;
    }
    waiting.add(call);
    return false;
  }

  private void leadGroup(Call<T, R> leader) {
    List<Call<T, R>> group = group(leader);
    Role outcome = Role.ALONE;
    try {
      List<R> results = work.apply(group.stream().map(call -> call.item).toList());
      for (int i = 0; i < results.size(); i++) {
        group.get(i).result = results.get(i);
      }
      outcome = Role.DONE;
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        throw e;
      }
    } finally {
      next();
      for (Call<T, R> call : group.subList(1, group.size())) {
        call.role = outcome;
        call.turn.release();
      }
    }
  }

  private synchronized List<Call<T, R>> group(Call<T, R> leader) {
    var group = new ArrayList<Call<T, R>>();
    group.add(leader);
    int load = weight.applyAsInt(leader.item);
    while (!waiting.isEmpty()) {
      load += weight.applyAsInt(waiting.peek().item);
      if (load > mostWeight) {
        break;
      }
      group.add(waiting.remove());
    }
    return group;
  }

  /** Hands the lead on. */
  private synchronized void next() {
    Call<T, R> call = waiting.poll();
    if (call == null) {
      groups--;
    } else {
      call.turn.release();
    }
  }
}
