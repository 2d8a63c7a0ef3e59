package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.queue.ClaimedDelivery;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a look into the store led to.
 *
 * @param waiting hooks with due deliveries for which they have no room now
 */
record Claims(List<ClaimedDelivery> won, Set<UUID> waiting) {}
