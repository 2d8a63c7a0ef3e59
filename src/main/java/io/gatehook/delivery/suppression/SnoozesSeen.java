package io.gatehook.delivery.suppression;

import java.util.List;

/** Says in which state snoozes are; observed after the commit only. */
record SnoozesSeen(List<SuppressionState> states) {}
