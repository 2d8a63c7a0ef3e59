package io.gatehook.delivery;

/** Says that deliveries fall due; observed after the commit only. */
record DeliveriesRecorded(int count) {}
