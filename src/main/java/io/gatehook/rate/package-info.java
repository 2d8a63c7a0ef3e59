/** How often something may happen. */
@NullMarked
package io.gatehook.rate;

import org.jspecify.annotations.NullMarked;
