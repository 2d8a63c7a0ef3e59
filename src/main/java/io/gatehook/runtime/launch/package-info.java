/**
 * The uber-jar's main class: options, settings, then Payara Micro in the same process.
 *
 * <p>May depend on {@code runtime.config} only.
 */
@NullMarked
package io.gatehook.runtime.launch;

import org.jspecify.annotations.NullMarked;
