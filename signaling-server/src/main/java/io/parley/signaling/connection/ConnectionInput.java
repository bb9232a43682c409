package io.parley.signaling.connection;

import io.parley.signaling.message.ServerMessage;

/** What can happen to a {@link Connection}. */
public sealed interface ConnectionInput {

    /**
     * A frame came in.
     *
     * @param bytes its size
     * @param epochSeconds wall-clock time, against which tokens are judged
     */
    record Received(ClientFrame frame, int bytes, long epochSeconds) implements ConnectionInput {}

    /** The socket is gone, for whatever reason. */
    record SocketClosed() implements ConnectionInput {}

    /** The room has something for the client. */
    record FromRoom(ServerMessage message) implements ConnectionInput {}

    /** The session goes on over another socket. */
    record Superseded() implements ConnectionInput {}

    /** Neither the room asked for nor an owner for it could be reached. */
    record RoomUnreachable() implements ConnectionInput {}

    /** The client reads too slowly: what it has not taken fills its bounded queue. */
    record Congested() implements ConnectionInput {}

    /** This process is about to end; the client may resume elsewhere. */
    record ShuttingDown() implements ConnectionInput {}
}
