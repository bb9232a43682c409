package io.parley.signaling.message;

import java.util.List;

/**
 * The complete state of a client's own participant, as it announces it.
 *
 * @param revision grows with each change and may skip numbers
 * @param tracks everything the client wants published
 */
public record LocalParticipant(long revision, List<LocalTrack> tracks) {

    public LocalParticipant {
        tracks = List.copyOf(tracks);
    }
}
