/**
 * Kong's entity schemas: typed fields with defaults, form inference, validation and its error
 * words.
 *
 * <p>May depend on {@code json} only.
 */
@NullMarked
package io.gatehook.schema;

import org.jspecify.annotations.NullMarked;
