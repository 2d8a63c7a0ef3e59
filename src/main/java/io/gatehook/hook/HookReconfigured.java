package io.gatehook.hook;

import java.util.UUID;

/**
 * Says that a hook will be called in another way, which may cure what its calls failed of; observed
 * inside the transaction that does it.
 */
public record HookReconfigured(UUID id) {}
