/**
 * What every function of the library is made of: arguments, byte strings, numbers, read-only
 * tables.
 *
 * <p>May depend on LuaJ and {@code lua.meter} only.
 */
@NullMarked
package io.gatehook.lua.natives;

import org.jspecify.annotations.NullMarked;
