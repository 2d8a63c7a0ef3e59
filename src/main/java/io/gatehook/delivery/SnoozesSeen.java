package io.gatehook.delivery;

import java.util.List;

/** Says in which state snoozes are; observed after the commit only. */
record SnoozesSeen(List<SuppressionState> states) {}
