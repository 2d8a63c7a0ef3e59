/**
 * Lua's string library: patterns, formats, and the rest, on bytes and under the meter.
 *
 * <p>May depend on LuaJ, {@code lua.meter} and {@code lua.natives} only.
 */
@NullMarked
package io.gatehook.lua.strings;

import org.jspecify.annotations.NullMarked;
