/**
 * What is sent and what is taken, and how late it was: source and sink, each a process of its own.
 *
 * <p>May depend on nothing of ours.
 */
@NullMarked
package io.gatehook.bench.traffic;

import org.jspecify.annotations.NullMarked;
