package io.gatehook.hook.registry;

/** Fired inside every transaction that changes hooks; meant for observers after the commit. */
record HooksChanged() {}
