package io.parley.signaling.message;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import java.util.List;

/** A room message to a client (docs/signaling.md, "Room messages"). */
public sealed interface ServerMessage {

    /** Answers {@link ClientMessage.Ice}. */
    record Iced(List<IceServer> servers) implements ServerMessage {
        public Iced {
            servers = List.copyOf(servers);
        }
    }

    /**
     * The client has joined.
     *
     * @param session opaque to the client, which repeats it; whoever knows it (and has a token for the same identity)
     *     can resume the session
     * @param name the room's unique name, or its SID when it has none
     * @param sessionTimeoutSeconds how long the client tries to resume after the loss of its socket
     */
    record Connected(
            String session,
            RoomSid room,
            String name,
            ParticipantSid participant,
            String identity,
            long sessionTimeoutSeconds,
            RoomState state)
            implements ServerMessage {}

    /** Something in the room has changed. */
    record Update(RoomState state) implements ServerMessage {}

    /** The session is resumed; {@code state} is the whole truth, and what it does not name is gone. */
    record Synced(
            String session, RoomSid room, String name, ParticipantSid participant, String identity, RoomState state)
            implements ServerMessage {}

    /** The session has ended in an orderly way. */
    record Disconnected(boolean roomCompleted) implements ServerMessage {}

    /** The session has ended, or never began, for this reason. */
    record Failure(int code, String message) implements ServerMessage {

        public Failure(ErrorCode error) {
            this(error.code(), error.message());
        }
    }

    /** Whether nothing but the client's goodbye can follow. */
    default boolean endsSession() {
        return this instanceof Disconnected || this instanceof Failure;
    }
}
