package io.gatehook.destination;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What a template renders.
 *
 * @param id stable over the tries to send it, for receivers that drop repeats
 * @param time when it happened
 */
public record DestinationEvent(
    String id, String source, String event, Instant time, JsonObject data) {}
