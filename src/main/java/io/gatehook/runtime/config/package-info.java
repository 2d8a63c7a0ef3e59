/**
 * The settings an operator may make: their keys, defaults, meaning and checks.
 *
 * <p>Depends on nothing of Gatehook; it is also on the launcher's class path, outside the WAR.
 */
@NullMarked
package io.gatehook.runtime.config;

import org.jspecify.annotations.NullMarked;
