/**
 * What happened at a gateway: worker events, the catalogue of sources, events derived from changes.
 *
 * <p>May depend on {@code json} only.
 */
@NullMarked
package io.gatehook.event;

import org.jspecify.annotations.NullMarked;
