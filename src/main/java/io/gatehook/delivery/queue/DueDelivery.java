package io.gatehook.delivery.queue;

import java.util.UUID;

/** A delivery that is due, as long as nobody claims it. */
public record DueDelivery(UUID id, UUID hook) {}
