package io.gatehook.lua;

/**
 * What Lua code said while it ran.
 *
 * @param level nginx's name of it: emerg, alert, crit, err, warn, notice, info, debug
 */
public record LogLine(String level, String text) {}
