/**
 * The syntax of resty templates, translated to Lua, and the functions that such Lua calls.
 *
 * <p>May depend on LuaJ and the other {@code lua} packages only.
 */
@NullMarked
package io.gatehook.lua.resty;

import org.jspecify.annotations.NullMarked;
