/**
 * JSON text in and out: strict, bounded parsing, exact UTF-8 bytes, one canonical form.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.json;

import org.jspecify.annotations.NullMarked;
