package io.parley.signaling.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room message from a client (docs/signaling.md, "Room messages"). */
public sealed interface ClientMessage {

    /** Asks for ICE servers before the first peer connection is made; also the preflight test's only message. */
    record Ice(String token) implements ClientMessage {
        @Override
        public String toString() {
            return "Ice";
        }
    }

    /**
     * Asks to join a room.
     *
     * @param name unique name or SID of the room; null when the application named none
     * @param peerConnections the speculative peer connection with its offer
     * @param subscribes whether to subscribe to every track; without effect in a peer-to-peer room
     */
    record Connect(
            String token,
            @Nullable String name,
            LocalParticipant participant,
            List<PeerConnectionState> peerConnections,
            Publisher publisher,
            boolean subscribes)
            implements ClientMessage {

        public Connect {
            peerConnections = List.copyOf(peerConnections);
        }

        @Override
        public String toString() {
            return "Connect";
        }
    }

    /** Resumes a session over a new socket; lists each live peer connection with its last local description. */
    record Sync(String session, String token, LocalParticipant participant, List<PeerConnectionState> peerConnections)
            implements ClientMessage {

        public Sync {
            peerConnections = List.copyOf(peerConnections);
        }

        @Override
        public String toString() {
            return "Sync";
        }
    }

    /** Tells the participant's current state, and news about peer connections. */
    record Update(String session, LocalParticipant participant, List<PeerConnectionState> peerConnections)
            implements ClientMessage {

        public Update {
            peerConnections = List.copyOf(peerConnections);
        }

        @Override
        public String toString() {
            return "Update";
        }
    }

    /** Leaves the room; also acknowledges the end of a session. Who leaves is known by the socket. */
    record Disconnect() implements ClientMessage {}

    /**
     * Something that is none of the above.
     *
     * @param reason what is wrong with it, fit for a log: holds nothing of the message but member names
     */
    record Malformed(String reason) implements ClientMessage {}
}
