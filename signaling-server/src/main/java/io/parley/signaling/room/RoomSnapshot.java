package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.LocalTrack;
import java.time.Duration;
import java.util.List;

/**
 * A room in progress as the journal knows it, to go on with after a restart.
 *
 * @param name unique name, or the SID when it has none
 * @param age since its creation
 * @param empty since the last participant left, or since the creation when nobody has come
 * @param used whether anybody has ever come
 * @param firstRevision for all counters: above any that clients may have seen
 */
public record RoomSnapshot(
        RoomSid sid,
        String accountSid,
        String name,
        RoomSettings settings,
        Duration age,
        Duration empty,
        boolean used,
        long firstRevision,
        List<Member> members,
        List<Peers> peers) {

    /**
     * A participant who has not left.
     *
     * @param stay since it joined
     */
    public record Member(
            ParticipantSid sid,
            String identity,
            String session,
            Duration stay,
            TrackRules subscribeRules,
            List<Track> tracks) {}

    /** A track that is published. */
    public record Track(TrackSid sid, LocalTrack track) {}

    /** Two participants with a peer connection. */
    public record Peers(String peerConnection, ParticipantSid offerer, ParticipantSid other) {}
}
