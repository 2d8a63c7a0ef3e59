/**
 * Request bodies and query strings as JSON: the three content types of Kong's admin API, with its
 * keys that nest by dots and brackets.
 *
 * <p>May depend on {@code json} only.
 */
@NullMarked
package io.gatehook.admin.body;

import org.jspecify.annotations.NullMarked;
