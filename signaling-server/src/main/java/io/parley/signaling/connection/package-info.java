/**
 * One socket of a client: the message envelope, and the way from a first hello to a place in a room
 * (docs/signaling.md, "Envelope").
 *
 * <p>{@link io.parley.signaling.connection.Connection} is the machine; it knows no socket and no room.
 */
@NullMarked
package io.parley.signaling.connection;

import org.jspecify.annotations.NullMarked;
