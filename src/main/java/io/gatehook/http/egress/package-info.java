/**
 * Where outgoing calls may go: addresses by what they reach, and what the operator says.
 *
 * <p>Depends on nothing of Gatehook but {@code http.proxy}.
 */
@NullMarked
package io.gatehook.http.egress;

import org.jspecify.annotations.NullMarked;
