package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;

/** What happened in a room: the one source for everything that can be observed of it. */
public sealed interface RoomEvent {

    RoomSid room();

    /**
     * A room is there.
     *
     * @param name unique name, or the SID when it has none
     * @param adHoc whether a client made it by joining
     */
    record RoomCreated(
            RoomSid room, String accountSid, String name, boolean adHoc, RoomSettings settings, RoomProfile profile)
            implements RoomEvent {}

    record RoomEnded(RoomSid room, EndReason reason) implements RoomEvent {}

    /**
     * Somebody is in the room.
     *
     * @param session the secret by which the client resumes
     */
    record ParticipantConnected(
            RoomSid room, ParticipantSid participant, String identity, String session, Publisher publisher)
            implements RoomEvent {
        /** Without the session. */
        @Override
        public String toString() {
            return "ParticipantConnected[room=" + room + ", participant=" + participant + ", identity=" + identity
                    + "]";
        }
    }

    record ParticipantReconnecting(RoomSid room, ParticipantSid participant) implements RoomEvent {}

    record ParticipantReconnected(RoomSid room, ParticipantSid participant) implements RoomEvent {}

    record ParticipantDisconnected(RoomSid room, ParticipantSid participant, Reason reason) implements RoomEvent {}

    /**
     * A track is in the room.
     *
     * @param id the publisher's own id of the track, which links it to media
     */
    record TrackPublished(
            RoomSid room,
            ParticipantSid participant,
            TrackSid track,
            String id,
            TrackKind kind,
            String name,
            boolean enabled)
            implements RoomEvent {}

    record TrackUnpublished(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    record TrackEnabled(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    record TrackDisabled(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    record SubscribeRulesChanged(RoomSid room, ParticipantSid participant, TrackRules rules) implements RoomEvent {}

    record RecordingRulesChanged(RoomSid room, TrackRules rules) implements RoomEvent {}

    /** The identity of a participant who has left is to be forgotten; its SID takes its place. */
    record ParticipantAnonymized(RoomSid room, ParticipantSid participant) implements RoomEvent {}

    /** Two participants have negotiated a peer connection. It ends with either, or by itself. */
    record PeersConnected(RoomSid room, String peerConnection, ParticipantSid offerer, ParticipantSid other)
            implements RoomEvent {}

    record PeersDisconnected(RoomSid room, String peerConnection) implements RoomEvent {}

    /** Why a participation ended. */
    enum Reason {
        LEFT,
        SESSION_TIMEOUT,
        REMOVED,
        DUPLICATE_IDENTITY,
        SESSION_LENGTH_EXCEEDED,
        ROOM_COMPLETED
    }

    /** Why a room ended. */
    enum EndReason {
        /** Somebody asked for it. */
        COMPLETED,
        /** Nobody came for too long, before or after the last one left. */
        EMPTY,
        /** It lasted as long as it may. */
        MAX_DURATION
    }
}
