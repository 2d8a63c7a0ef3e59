package io.gatehook.delivery.upkeep;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.Incarnation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Keeps this process's lease. Others take its claims when the lease ends, so a process that could
 * not renew it in time stops claiming well before.
 */
@ApplicationScoped
public class Heartbeat {
  /** What {@link #lease()} says where there is none. */
  public static final long NO_LEASE = 0;

  @Inject NodeStore nodes;
  @Inject Incarnation node;
  @Inject DeliveryConfig config;
  @Inject Clock clock;

  private volatile long renewedAt;
  private volatile long lapses;
  private volatile int alive = 1;
  private boolean beating;

  /**
   * Begins.
   *
   * @param alone whether the store has no other process, so whatever is there is dead
   */
  public synchronized void start(boolean alone) {
    if (alone) {
      nodes.removeOthers(node.id());
    }
    long asked = System.nanoTime();
    nodes.join(node, clock.instant(), config.lease());
    renewedAt = asked;
    beating = true;
    alive = nodes.alive(clock.instant());
  }

  /** Renews the lease; called every third of it, also while the calls drain. */
  public synchronized void renew() {
    if (!beating) {
      return;
    }
    long asked = System.nanoTime();
    boolean lapsed = !mayClaim();
    if (!nodes.renew(node, clock.instant(), config.lease())) {
      nodes.join(node, clock.instant(), config.lease());
    }
    if (lapsed) {
      lapses++; // before anybody sees that it was renewed
    }
    renewedAt = asked;
    alive = nodes.alive(clock.instant());
  }

  /** Another number after every gap, in which others may have taken the claims of this process. */
  public long lease() {
    return mayClaim() ? lapses + 1 : NO_LEASE;
  }

  /** Nodes that are alive, this one included, as it knew when it last renewed its lease. */
  public int nodes() {
    return Math.max(1, alive);
  }

  /** Whether two thirds of the lease have not passed since it was last renewed. */
  public boolean mayClaim() {
    return System.nanoTime() - renewedAt < config.lease().multipliedBy(2).dividedBy(3).toNanos();
  }

  /** Ends; what is still claimed is stale from now on. */
  public synchronized void stop() {
    beating = false;
    nodes.leave(node);
  }
}
