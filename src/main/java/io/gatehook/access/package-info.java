/**
 * Who may do what: the clients of this machine without a token, roles by token, and what no browser
 * page of another site may do.
 *
 * <p>May depend on {@code json}; nothing depends on it but {@code admin} and {@code runtime}.
 */
@NullMarked
package io.gatehook.access;

import org.jspecify.annotations.NullMarked;
