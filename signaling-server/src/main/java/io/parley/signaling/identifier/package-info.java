/** The identifiers by which clients, REST and logs know rooms, participants and tracks. */
@NullMarked
package io.parley.signaling.identifier;

import org.jspecify.annotations.NullMarked;
