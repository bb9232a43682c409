package io.parley.signaling.room;

import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.RemoteTrack;

/** A track in the room. */
record Publication(TrackSid sid, LocalTrack track) {

    RemoteTrack asSeenByOthers() {
        return new RemoteTrack(sid, track.kind(), track.name(), track.enabled(), track.priority());
    }

    TrackRule.Track asSeenByRules(Participant publisher) {
        return new TrackRule.Track(sid.value(), track.name(), track.kind(), publisher.sid.value(), publisher.identity);
    }
}
