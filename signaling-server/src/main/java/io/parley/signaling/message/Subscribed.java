package io.parley.signaling.message;

import io.parley.signaling.identifier.TrackSid;
import java.util.List;

/** All the remote tracks that a client receives. */
public record Subscribed(long revision, List<Subscription> tracks) {

    public Subscribed {
        tracks = List.copyOf(tracks);
    }

    /**
     * One received track.
     *
     * @param id links it to media: the track id in {@code a=msid}, or the label of the data channel
     */
    public record Subscription(TrackSid sid, String id) {}
}
