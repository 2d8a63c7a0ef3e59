/**
 * What Gatehook's own listener takes, and when it says no: connections, heads, bodies, requests at
 * once. The server underneath has a thread wait for every byte of a body and counts nothing.
 *
 * <p>May depend on {@code json}, {@code admin} for the largest body, and on the server's Grizzly.
 */
@NullMarked
package io.gatehook.runtime.listener;

import org.jspecify.annotations.NullMarked;
