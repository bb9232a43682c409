/** What rooms and participations were like, for looking back: the insights part of the REST interface. */
@NullMarked
package io.parley.signaling.summary;

import org.jspecify.annotations.NullMarked;
