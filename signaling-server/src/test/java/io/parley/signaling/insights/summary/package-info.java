/** Summaries over what happened. */
@NullMarked
package io.parley.signaling.insights.summary;

import org.jspecify.annotations.NullMarked;
