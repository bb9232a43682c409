package io.parley.signaling.room;

import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.message.ServerMessage;

/** What a room wants done. */
public sealed interface RoomOutput {

    /** Give this to the client behind {@code to}. */
    record Send(ConnectionRef to, ServerMessage message) implements RoomOutput {}

    /** The session of {@code connection} goes on over another one: let go of it. */
    record Supersede(ConnectionRef connection) implements RoomOutput {}

    /** Something happened that others may want to know of. */
    record Emit(RoomEvent event) implements RoomOutput {}
}
