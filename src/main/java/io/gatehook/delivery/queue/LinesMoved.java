package io.gatehook.delivery.queue;

/** Says that in the line of an ordered hook something may be to do; meant for after the commit. */
public record LinesMoved() {}
