/** Any bytes at all at the places where strangers can put them. */
@NullMarked
package io.parley.signaling.fuzz;

import org.jspecify.annotations.NullMarked;
