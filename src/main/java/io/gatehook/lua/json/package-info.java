/**
 * JSON to Lua values and back.
 *
 * <p>May depend on LuaJ, the JSON-P types, {@code lua.meter} and {@code lua.natives} only.
 */
@NullMarked
package io.gatehook.lua.json;

import org.jspecify.annotations.NullMarked;
