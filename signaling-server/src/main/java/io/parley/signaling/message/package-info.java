/**
 * The room messages of the signaling protocol: what a client and a room say to each other once the envelope is off
 * (docs/signaling.md).
 *
 * <p>{@link io.parley.signaling.message.ClientMessage} and {@link io.parley.signaling.message.ServerMessage} are the
 * two families; JSON stops at their codecs.
 */
@NullMarked
package io.parley.signaling.message;

import org.jspecify.annotations.NullMarked;
