package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.queue.ClaimedDelivery;
import java.util.List;

/**
 * What a look into the store led to.
 *
 * @param more whether others are due whose hooks have no room now
 */
record Claims(List<ClaimedDelivery> won, boolean more) {}
