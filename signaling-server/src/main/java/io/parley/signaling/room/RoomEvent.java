package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;

/** What happened in a room: the one source for everything that can be observed of it. */
public sealed interface RoomEvent {

    RoomSid room();

    /** A room is there; {@code name} is its unique name, or its SID when it has none. */
    record RoomCreated(RoomSid room, String accountSid, String name, RoomType type) implements RoomEvent {}

    record RoomEnded(RoomSid room) implements RoomEvent {}

    record ParticipantConnected(RoomSid room, ParticipantSid participant, String identity, Publisher publisher)
            implements RoomEvent {}

    record ParticipantReconnecting(RoomSid room, ParticipantSid participant) implements RoomEvent {}

    record ParticipantReconnected(RoomSid room, ParticipantSid participant) implements RoomEvent {}

    record ParticipantDisconnected(RoomSid room, ParticipantSid participant, Reason reason) implements RoomEvent {}

    record TrackPublished(RoomSid room, ParticipantSid participant, TrackSid track, TrackKind kind, String name)
            implements RoomEvent {}

    record TrackUnpublished(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    record TrackEnabled(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    record TrackDisabled(RoomSid room, ParticipantSid participant, TrackSid track) implements RoomEvent {}

    /** Why a participation ended. */
    enum Reason {
        LEFT,
        SESSION_TIMEOUT,
        REMOVED,
        DUPLICATE_IDENTITY,
        SESSION_LENGTH_EXCEEDED,
        ROOM_COMPLETED
    }
}
