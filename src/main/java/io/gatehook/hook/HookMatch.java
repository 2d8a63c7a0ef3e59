package io.gatehook.hook;

import io.gatehook.event.EventName;

/**
 * A hook that wants an event.
 *
 * @param seenAs the name of the event that the hook asked for
 */
public record HookMatch(EventHook hook, EventName seenAs) {}
