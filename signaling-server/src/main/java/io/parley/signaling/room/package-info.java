/**
 * Rooms: who is in them, what they publish, who receives what, and how peer connections are set up between them
 * (docs/architecture.md, "Rooms").
 *
 * <p>{@link io.parley.signaling.room.Rooms} is the machine that owns many; {@link io.parley.signaling.room.Room} is
 * one. How media gets from participant to participant is a {@link io.parley.signaling.room.Topology}.
 */
@NullMarked
package io.parley.signaling.room;

import org.jspecify.annotations.NullMarked;
