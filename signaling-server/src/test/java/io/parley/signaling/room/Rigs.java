package io.parley.signaling.room;

import io.parley.machine.Machine;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.Description;
import io.parley.signaling.message.IceCandidates;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.PeerConnectionState;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.message.TrackPriority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Small builders for tests of rooms. */
final class Rigs {

    static final String ACCOUNT = "AC" + "a".repeat(32);
    static final RoomSettings SETTINGS = settings(10, Duration.ofMinutes(5));

    static final RoomProfile PROFILE = new RoomProfile(null, List.of(), "us1", false, false, null);

    private Rigs() {}

    static RoomSettings settings(int maxParticipants, Duration emptyTimeout) {
        return new RoomSettings(
                RoomType.PEER_TO_PEER,
                false,
                maxParticipants,
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofHours(4),
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                emptyTimeout);
    }

    /** A room that a client has made. */
    static Room room(RoomSid sid, @Nullable String name, RoomSettings settings) {
        Room room = new Room(sid, name, settings, new Sids(new Random(1)));
        room.open(0, ACCOUNT, true, PROFILE);
        return room;
    }

    static ConnectionRef connection(int id) {
        return new ConnectionRef("loop", id);
    }

    static ParticipantSid participant(int number) {
        return new ParticipantSid(String.format("PA%032x", number));
    }

    static LocalTrack track(String id) {
        return track(id, "name of " + id);
    }

    static LocalTrack track(String id, String name) {
        return new LocalTrack(id, TrackKind.AUDIO, name, true, TrackPriority.STANDARD);
    }

    static LocalParticipant wants(long revision, LocalTrack... tracks) {
        return new LocalParticipant(revision, List.of(tracks));
    }

    static PeerConnectionState offer(String id, long revision) {
        return new PeerConnectionState(id, new Description(Description.Type.OFFER, revision, "offer " + revision));
    }

    static PeerConnectionState answer(String id, long revision) {
        return new PeerConnectionState(id, new Description(Description.Type.ANSWER, revision, "answer " + revision));
    }

    static PeerConnectionState createOffer(String id) {
        return new PeerConnectionState(id, Description.createOffer(1));
    }

    static PeerConnectionState close(String id) {
        return new PeerConnectionState(id, Description.close());
    }

    static PeerConnectionState ice(String id, long revision, String... candidates) {
        return new PeerConnectionState(id, null, new IceCandidates(List.of(candidates), "frag", revision, false));
    }

    static RoomCommand.Join join(int connection, String identity, @Nullable String room) {
        return join(connection, identity, room, null, wants(1), List.of(offer("pc-" + identity, 1)));
    }

    static RoomCommand.Join join(
            int connection,
            String identity,
            @Nullable String room,
            @Nullable String grantedRoom,
            LocalParticipant participant,
            List<PeerConnectionState> peerConnections) {
        return new RoomCommand.Join(
                connection(connection),
                ACCOUNT,
                room,
                grantedRoom,
                identity,
                participant,
                peerConnections,
                Publisher.UNKNOWN,
                true);
    }

    static RoomCommand.Resume resume(int connection, String identity, String session, PeerConnectionState... live) {
        return new RoomCommand.Resume(connection(connection), ACCOUNT, session, identity, wants(1), List.of(live));
    }

    static <O> List<O> drain(Machine<?, O> machine) {
        List<O> outputs = new ArrayList<>();
        for (O output = machine.poll(); output != null; output = machine.poll()) {
            outputs.add(output);
        }
        return outputs;
    }

    /** All messages to one connection among {@code outputs}. */
    static List<ServerMessage> to(int connection, List<RoomOutput> outputs) {
        return outputs.stream()
                .filter(RoomOutput.Send.class::isInstance)
                .map(RoomOutput.Send.class::cast)
                .filter(send -> send.to().equals(connection(connection)))
                .map(RoomOutput.Send::message)
                .toList();
    }

    static List<RoomEvent> events(List<RoomOutput> outputs) {
        return outputs.stream()
                .filter(RoomOutput.Emit.class::isInstance)
                .map(output -> ((RoomOutput.Emit) output).event())
                .toList();
    }
}
