/**
 * What an operator may see of deliveries and do with them.
 *
 * <p>May depend on {@code delivery} and its other parts, and {@code hook} with its.
 */
@NullMarked
package io.gatehook.delivery.operator;

import org.jspecify.annotations.NullMarked;
