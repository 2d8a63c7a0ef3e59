package io.gatehook.hook.registry;

import java.util.Set;
import java.util.UUID;

/**
 * Says what this node found when it loaded the hooks: these are called in another way than before,
 * or are enabled again. What their calls failed of may be cured.
 */
public record HooksMended(Set<UUID> hooks) {}
