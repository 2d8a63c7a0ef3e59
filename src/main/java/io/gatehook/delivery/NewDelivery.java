package io.gatehook.delivery;

import io.gatehook.hook.match.HookMatch;
import java.util.UUID;

/** A delivery on its way into the store. */
public record NewDelivery(UUID id, UUID workerEvent, HookMatch match) {}
