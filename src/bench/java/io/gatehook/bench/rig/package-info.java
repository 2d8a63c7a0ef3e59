/**
 * The processes that make load and take it, and the server and the database between them.
 *
 * <p>May depend on nothing of ours.
 */
@NullMarked
package io.gatehook.bench.rig;

import org.jspecify.annotations.NullMarked;
