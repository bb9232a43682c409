package io.parley.signaling.connection;

import io.parley.signaling.room.RoomCommand;

/** What a {@link Connection} wants done. */
public sealed interface ConnectionOutput {

    /** Send this frame. */
    record Send(ServerFrame frame) implements ConnectionOutput {}

    /** Close the socket, if it is still open. */
    record Close(CloseReason reason) implements ConnectionOutput {}

    /** Take this to the owner of the room. All commands of one connection go to one owner, in order. */
    record ToRoom(RoomCommand command) implements ConnectionOutput {}
}
