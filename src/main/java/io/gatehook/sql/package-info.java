/**
 * Native statements in the current transaction, for stores, and what makes transactions reliable.
 *
 * <p>May depend on {@code metrics}.
 */
@NullMarked
package io.gatehook.sql;

import org.jspecify.annotations.NullMarked;
