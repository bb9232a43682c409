/** Tests of the journal. */
@NullMarked
package io.parley.signaling.journal;

import org.jspecify.annotations.NullMarked;
