package io.parley.signaling.room;

import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.PeerConnectionState;
import io.parley.signaling.message.Publisher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner of a room can be asked. Of the commands of one connection, none overtakes another. */
public sealed interface RoomCommand {

    /** From the connection of a participant, which is known by it once it has joined. */
    sealed interface FromParticipant extends RoomCommand {
        ConnectionRef connection();
    }

    /**
     * Join a room, answered by {@code Connected} or {@code Failure}.
     *
     * @param room unique name or SID; null: a new room without a name
     * @param grantedRoom the only room that the token allows, by name or SID; null: any
     * @param subscribes whether to subscribe to every track, where rules have a say
     */
    record Join(
            ConnectionRef connection,
            String accountSid,
            @Nullable String room,
            @Nullable String grantedRoom,
            String identity,
            LocalParticipant participant,
            List<PeerConnectionState> peerConnections,
            Publisher publisher,
            boolean subscribes)
            implements FromParticipant {

        public Join {
            peerConnections = List.copyOf(peerConnections);
        }
    }

    /** Take up a session over another connection, answered by {@code Synced} or {@code Failure}. */
    record Resume(
            ConnectionRef connection,
            String accountSid,
            String session,
            String identity,
            LocalParticipant participant,
            List<PeerConnectionState> peerConnections)
            implements FromParticipant {

        public Resume {
            peerConnections = List.copyOf(peerConnections);
        }
    }

    /** The participant's state, and news of its peer connections. */
    record Update(
            ConnectionRef connection,
            String session,
            LocalParticipant participant,
            List<PeerConnectionState> peerConnections)
            implements FromParticipant {

        public Update {
            peerConnections = List.copyOf(peerConnections);
        }
    }

    /** The participant leaves. */
    record Leave(ConnectionRef connection) implements FromParticipant {}

    /** The connection is lost; the participant may resume. */
    record Lose(ConnectionRef connection) implements FromParticipant {}

    /** From the REST interface or an operator; each is answered by one {@link RoomOutput.Answer}. */
    sealed interface Request extends RoomCommand {}

    /**
     * Make a room.
     *
     * @param name unique name; null: the room has none
     */
    record Create(String accountSid, @Nullable String name, RoomSettings settings, RoomProfile profile)
            implements Request {}

    /** Something to do in a room that is there. */
    sealed interface ToRoom extends Request {
        RoomSid room();
    }

    /** End the room for everybody. */
    record Complete(RoomSid room) implements ToRoom {}

    /** Remove one participant; it may join again. */
    record Remove(RoomSid room, ParticipantSid participant) implements ToRoom {}

    /** Choose what a participant is subscribed to. */
    record SetSubscribeRules(RoomSid room, ParticipantSid participant, TrackRules rules) implements ToRoom {}

    /** Choose what is recorded. */
    record SetRecordingRules(RoomSid room, TrackRules rules) implements ToRoom {}
}
