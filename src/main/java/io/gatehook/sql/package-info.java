/**
 * Native statements in the current transaction, for stores, and what makes transactions reliable.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.sql;

import org.jspecify.annotations.NullMarked;
