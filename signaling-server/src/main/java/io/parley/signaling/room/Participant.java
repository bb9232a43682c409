package io.parley.signaling.room;

import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.ParticipantState;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.Published.Verdict;
import io.parley.signaling.message.RemoteParticipant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One participation: what the room remembers of it, and the counters by which clients know new from old. */
final class Participant {

    final ParticipantSid sid;
    final String identity;
    final String session;
    /** By the publisher's track id, in the order of publication. */
    final Map<String, Publication> publications = new LinkedHashMap<>(4);
    /** Tracks that were refused and that the client has not taken back yet, by its id of the track. */
    final Map<String, ErrorCode> refused = new LinkedHashMap<>(1);

    /** Null while the socket is lost. */
    @Nullable
    ConnectionRef connection;

    /** Which tracks of the others it wants. */
    TrackRules subscribeRules = TrackRules.ALL;

    /** Of what the client has told about itself. */
    long localRevision;
    /** Of what the others see. */
    long revision = 1;

    long publishedRevision = 1;
    long subscribedRevision = 1;

    Participant(ParticipantSid sid, String identity, String session, @Nullable ConnectionRef connection) {
        this.sid = sid;
        this.identity = identity;
        this.session = session;
        this.connection = connection;
    }

    /** One that has to resume. Counters start above what clients have seen; what its own has told it tells again. */
    static Participant restored(RoomSnapshot.Member member, long firstRevision) {
        Participant restored = new Participant(member.sid(), member.identity(), member.session(), null);
        restored.subscribeRules = member.subscribeRules();
        restored.localRevision = -1;
        restored.revision = firstRevision;
        restored.publishedRevision = firstRevision;
        restored.subscribedRevision = firstRevision;
        member.tracks()
                .forEach(track ->
                        restored.publications.put(track.track().id(), new Publication(track.sid(), track.track())));
        return restored;
    }

    RemoteParticipant asSeenByOthers() {
        ParticipantState state = connection == null ? ParticipantState.RECONNECTING : ParticipantState.CONNECTED;
        return new RemoteParticipant(
                sid,
                identity,
                state,
                revision,
                publications.values().stream().map(Publication::asSeenByOthers).toList());
    }

    /** How the others see it once it is gone. */
    RemoteParticipant asGone() {
        return new RemoteParticipant(sid, identity, ParticipantState.DISCONNECTED, revision + 1, List.of());
    }

    Published verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        publications.forEach((id, publication) -> verdicts.add(new Published.Ready(id, publication.sid())));
        refused.forEach((id, error) -> verdicts.add(new Published.Failed(id, error)));
        return new Published(publishedRevision, verdicts);
    }
}
