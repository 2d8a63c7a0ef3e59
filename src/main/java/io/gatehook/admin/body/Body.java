package io.gatehook.admin.body;

import jakarta.json.JsonObject;

/**
 * What a request carries.
 *
 * @param text whether it came as a form: its values are still text, for a schema to infer
 */
public record Body(JsonObject members, boolean text) {}
