/**
 * What Lua code finds in the sandbox: read-only tables of functions, shared by all sandboxes.
 *
 * <p>May depend on LuaJ, and the other {@code lua} packages only.
 */
@NullMarked
package io.gatehook.lua.library;

import org.jspecify.annotations.NullMarked;
