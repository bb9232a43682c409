/** Summaries over what happened. */
@NullMarked
package io.parley.signaling.summary;

import org.jspecify.annotations.NullMarked;
