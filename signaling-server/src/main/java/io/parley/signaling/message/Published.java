package io.parley.signaling.message;

import io.parley.signaling.identifier.TrackSid;
import java.util.List;

/** The verdict on a client's own tracks. */
public record Published(long revision, List<Verdict> tracks) {

    public Published {
        tracks = List.copyOf(tracks);
    }

    /** What became of one track that the client wants published. */
    public sealed interface Verdict {

        /** The publisher's id of the track. */
        String id();
    }

    /** The track is published under {@code sid}. */
    public record Ready(String id, TrackSid sid) implements Verdict {}

    /** The track cannot be published. */
    public record Failed(String id, ErrorCode error) implements Verdict {}
}
