/**
 * A metered sandbox for Lua that strangers wrote, and the resty templates that run in it; knows
 * nothing of hooks.
 *
 * <p>May depend on LuaJ and the JSON-P types only.
 */
@NullMarked
package io.gatehook.lua;

import org.jspecify.annotations.NullMarked;
