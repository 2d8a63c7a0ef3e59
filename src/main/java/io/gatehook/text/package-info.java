/**
 * Text that people and terminals read: nothing in it does what a stranger wants.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.text;

import org.jspecify.annotations.NullMarked;
