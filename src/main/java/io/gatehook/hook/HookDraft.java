package io.gatehook.hook;

import jakarta.json.JsonObject;

/**
 * What a client wrote about a hook, unchecked.
 *
 * @param text whether all values are text (a form) whose types are still to be inferred
 */
public record HookDraft(JsonObject members, boolean text) {}
