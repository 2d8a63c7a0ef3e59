package io.gatehook.hook;

import java.util.UUID;

/** Says that a hook is being enabled or disabled; observed inside the transaction that does it. */
public record HookSwitched(UUID id, boolean enabled) {}
