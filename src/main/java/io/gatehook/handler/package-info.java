/**
 * The handler SPI: what a handler is given, what it answers, and the handlers by name.
 *
 * <p>May depend on {@code event}, {@code schema}, {@code json} and {@code text}.
 */
@NullMarked
package io.gatehook.handler;

import org.jspecify.annotations.NullMarked;
