package io.gatehook.runtime;

import java.time.Duration;

/**
 * Work that is done again and again.
 *
 * @param name for the log; unique
 * @param interval from the end of one round to the begin of the next
 * @param work one round; if it throws, the next round comes all the same
 */
record Tick(String name, Duration interval, Runnable work) {}
