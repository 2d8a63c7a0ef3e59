/**
 * What Lua code finds in the sandbox: read-only tables of functions, shared by all sandboxes.
 *
 * <p>May depend on LuaJ, the JSON-P types and {@code lua.meter} only.
 */
@NullMarked
package io.gatehook.lua.library;

import org.jspecify.annotations.NullMarked;
