package io.gatehook.admin.body;

import jakarta.json.JsonValue;

/**
 * One key of a form and its value.
 *
 * @param value a string, or true where there was no value
 */
record FormArgument(String key, JsonValue value) {}
