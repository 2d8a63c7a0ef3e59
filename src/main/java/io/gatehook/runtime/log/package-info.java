/**
 * How the lines of the server's log look. Loaded with the virtual machine's own logging, outside of
 * the application.
 *
 * <p>May depend on {@code text}.
 */
@NullMarked
package io.gatehook.runtime.log;

import org.jspecify.annotations.NullMarked;
