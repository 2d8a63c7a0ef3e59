/**
 * Counts what running Lua uses, ends what uses too much, and words the faults of the interpreter.
 *
 * <p>May depend on LuaJ and on the limits of {@code lua} only.
 */
@NullMarked
package io.gatehook.lua.meter;

import org.jspecify.annotations.NullMarked;
