package io.gatehook.delivery;

import java.util.UUID;

/** A delivery that is due, as long as nobody claims it. */
record DueDelivery(UUID id, UUID hook) {}
