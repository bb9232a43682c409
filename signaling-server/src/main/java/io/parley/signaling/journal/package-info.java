/** What has happened in all rooms, kept: the journal of room events and what follows from it in tables. */
@NullMarked
package io.parley.signaling.journal;

import org.jspecify.annotations.NullMarked;
