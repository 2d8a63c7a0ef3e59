/**
 * What is answered outside of JAX-RS: metrics, the description of the API, and errors that no
 * resource saw.
 *
 * <p>May depend on {@code admin} and {@code metrics}.
 */
@NullMarked
package io.gatehook.admin.servlet;

import org.jspecify.annotations.NullMarked;
