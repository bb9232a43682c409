package io.parley.signaling.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about its room. In an update each part stands for itself: an empty list or null says that
 * nothing of the kind has changed.
 */
public record RoomState(
        List<RemoteParticipant> participants,
        List<PeerConnectionState> peerConnections,
        @Nullable Published published,
        @Nullable Subscribed subscribed) {

    public RoomState {
        participants = List.copyOf(participants);
        peerConnections = List.copyOf(peerConnections);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return participants.isEmpty() && peerConnections.isEmpty() && published == null && subscribed == null;
    }
}
