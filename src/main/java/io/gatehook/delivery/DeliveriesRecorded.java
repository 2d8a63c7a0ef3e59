package io.gatehook.delivery;

/** Says that deliveries fall due; observed after the commit only. */
public record DeliveriesRecorded(int count) {}
