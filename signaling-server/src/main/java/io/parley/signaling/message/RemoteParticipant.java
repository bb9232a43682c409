package io.parley.signaling.message;

import io.parley.signaling.identifier.ParticipantSid;
import java.util.List;

/**
 * A participant as the others see it.
 *
 * @param revision starts at 1 and grows with each visible change; clients ignore what is not newer
 * @param tracks all of its published tracks
 */
public record RemoteParticipant(
        ParticipantSid sid, String identity, ParticipantState state, long revision, List<RemoteTrack> tracks) {

    public RemoteParticipant {
        tracks = List.copyOf(tracks);
    }
}
