package io.parley.signaling.room;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackEnabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings what a participant wants published in line with what the room allows. */
final class Publishing {

    private static final int MAX_NAME_CHARS = 128;

    private final RoomSid room;
    private final RoomSettings settings;
    private final Sids sids;
    private final Consumer<RoomEvent> events;

    Publishing(RoomSid room, RoomSettings settings, Sids sids, Consumer<RoomEvent> events) {
        this.room = room;
        this.settings = settings;
        this.sids = sids;
        this.events = events;
    }

    /**
     * What an announcement has changed.
     *
     * @param visible the others see something new
     * @param tracks a track came or went, so that subscriptions change
     * @param verdicts the publisher has to be told
     */
    record Change(boolean visible, boolean tracks, boolean verdicts) {
        static final Change NONE = new Change(false, false, false);
    }

    /** Applies {@code wanted} unless it is not newer than what has been applied. */
    Change apply(Participant participant, LocalParticipant wanted) {
        if (wanted.revision() <= participant.localRevision) {
            return Change.NONE;
        }
        participant.localRevision = wanted.revision();
        Set<String> ids = wanted.tracks().stream().map(LocalTrack::id).collect(Collectors.toSet());
        boolean unpublished = unpublishAllBut(ids, participant);
        boolean takenBack = participant.refused.keySet().retainAll(ids);
        boolean published = false;
        boolean refused = false;
        boolean changed = false;
        for (LocalTrack track : wanted.tracks()) {
            Publication known = participant.publications.get(track.id());
            if (known != null) {
                changed |= update(participant, known, track);
            } else if (!participant.refused.containsKey(track.id())) {
                ErrorCode error = error(participant, track);
                if (error == null) {
                    publish(participant, track);
                    published = true;
                } else {
                    participant.refused.put(track.id(), error);
                    refused = true;
                }
            }
        }
        boolean tracks = published || unpublished;
        return new Change(tracks || changed, tracks, tracks || refused || takenBack);
    }

    /** Takes everything back that {@code participant} has published. */
    void unpublishAll(Participant participant) {
        unpublishAllBut(Set.of(), participant);
    }

    private boolean unpublishAllBut(Set<String> ids, Participant participant) {
        boolean any = false;
        Iterator<Map.Entry<String, Publication>> entries =
                participant.publications.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Publication> entry = entries.next();
            if (!ids.contains(entry.getKey())) {
                entries.remove();
                events.accept(new TrackUnpublished(
                        room, participant.sid, entry.getValue().sid()));
                any = true;
            }
        }
        return any;
    }

    private void publish(Participant participant, LocalTrack track) {
        Publication publication = new Publication(sids.track(), track);
        participant.publications.put(track.id(), publication);
        events.accept(new TrackPublished(
                room, participant.sid, publication.sid(), track.id(), track.kind(), track.name(), track.enabled()));
    }

    /** Only {@code enabled} and {@code priority} of a publication can change. */
    private boolean update(Participant participant, Publication known, LocalTrack wanted) {
        LocalTrack old = known.track();
        if (old.enabled() == wanted.enabled() && old.priority() == wanted.priority()) {
            return false;
        }
        LocalTrack merged = new LocalTrack(old.id(), old.kind(), old.name(), wanted.enabled(), wanted.priority());
        participant.publications.put(old.id(), new Publication(known.sid(), merged));
        if (old.enabled() != wanted.enabled()) {
            events.accept(
                    wanted.enabled()
                            ? new TrackEnabled(room, participant.sid, known.sid())
                            : new TrackDisabled(room, participant.sid, known.sid()));
        }
        return true;
    }

    /** Ids stand in SDP, where a blank ends them, and in the database. */
    private static boolean isToken(String id) {
        return !id.isEmpty()
                && RoomName.isWellFormed(id)
                && id.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    private @Nullable ErrorCode error(Participant participant, LocalTrack track) {
        String name = track.name();
        if (settings.audioOnly() && track.kind() == TrackKind.VIDEO) {
            return ErrorCode.TRACK_KIND_NOT_SUPPORTED;
        }
        if (!isToken(track.id())) {
            return ErrorCode.TRACK_INVALID;
        }
        if (name.isEmpty()) {
            return ErrorCode.TRACK_NAME_INVALID;
        }
        if (name.length() > MAX_NAME_CHARS) {
            return ErrorCode.TRACK_NAME_TOO_LONG;
        }
        if (!RoomName.isWellFormed(name)) {
            return ErrorCode.TRACK_NAME_CHARS_INVALID;
        }
        if (participant.publications.values().stream()
                .anyMatch(other -> other.track().name().equals(name))) {
            return ErrorCode.TRACK_NAME_DUPLICATED;
        }
        return participant.publications.size() < settings.maxTracks()
                ? null
                : ErrorCode.PARTICIPANT_MAX_TRACKS_EXCEEDED;
    }
}
