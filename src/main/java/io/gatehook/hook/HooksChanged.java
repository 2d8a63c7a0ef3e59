package io.gatehook.hook;

/** Fired inside every transaction that changes hooks; meant for observers after the commit. */
record HooksChanged() {}
