package io.parley.signaling.room;

import io.parley.signaling.message.TrackKind;
import org.jspecify.annotations.Nullable;

/**
 * One rule about tracks: all its filters have to match. With {@code all} there is no other filter.
 *
 * @param include whether what matches is added to the set or taken out of it
 * @param publisher identity or SID of the publishing participant
 * @param track name or SID of the track
 */
public record TrackRule(
        boolean include,
        boolean all,
        @Nullable String publisher,
        @Nullable String track,
        @Nullable TrackKind kind) {

    /** What a rule can ask about a track. */
    public record Track(String sid, String name, TrackKind kind, String publisherSid, String publisherIdentity) {}

    boolean matches(Track candidate) {
        return (publisher == null
                        || publisher.equals(candidate.publisherIdentity())
                        || publisher.equals(candidate.publisherSid()))
                && (track == null || track.equals(candidate.name()) || track.equals(candidate.sid()))
                && (kind == null || kind == candidate.kind());
    }
}
