package io.gatehook.hook.match;

import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;

/**
 * A hook that wants an event.
 *
 * @param seenAs the name of the event that the hook asked for
 */
public record HookMatch(EventHook hook, EventName seenAs) {}
