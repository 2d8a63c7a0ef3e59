package io.gatehook.hook;

import java.util.UUID;

/** Says that a hook is being deleted; observed inside the transaction that deletes it. */
public record HookDeleted(UUID id) {}
