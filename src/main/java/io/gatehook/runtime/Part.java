package io.gatehook.runtime;

/**
 * Something that runs from start to stop.
 *
 * @param name for the log
 * @param start returns once it runs
 * @param stop returns once it is quiet; called only after a start that returned
 */
record Part(String name, Runnable start, Runnable stop) {}
