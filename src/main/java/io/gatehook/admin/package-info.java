/**
 * The HTTP face: JAX-RS resources, body decoding, paging and the error bodies.
 *
 * <p>May depend on every feature package; nothing depends on it but {@code runtime}.
 */
@NullMarked
package io.gatehook.admin;

import org.jspecify.annotations.NullMarked;
