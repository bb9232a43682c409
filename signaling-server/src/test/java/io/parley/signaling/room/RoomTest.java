package io.parley.signaling.room;

import static io.parley.signaling.room.Rigs.answer;
import static io.parley.signaling.room.Rigs.connection;
import static io.parley.signaling.room.Rigs.drain;
import static io.parley.signaling.room.Rigs.events;
import static io.parley.signaling.room.Rigs.join;
import static io.parley.signaling.room.Rigs.offer;
import static io.parley.signaling.room.Rigs.resume;
import static io.parley.signaling.room.Rigs.to;
import static io.parley.signaling.room.Rigs.track;
import static io.parley.signaling.room.Rigs.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.machine.Machine;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.ParticipantState;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.RemoteParticipant;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.message.ServerMessage.Connected;
import io.parley.signaling.message.ServerMessage.Failure;
import io.parley.signaling.message.ServerMessage.Synced;
import io.parley.signaling.message.ServerMessage.Update;
import io.parley.signaling.message.Subscribed;
import io.parley.signaling.message.Subscribed.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final RoomSid SID = new RoomSid("RM" + "1".repeat(32));
    private static final long WINDOW = Duration.ofSeconds(35).toNanos();
    private static final long STAY = Duration.ofHours(4).toNanos();
    private static final long LIFE = Duration.ofHours(24).toNanos();

    private static final long FIRST_REVISION = 1_000;
    private static final TrackSid TRACK = new TrackSid("MT" + "1".repeat(32));

    private Room room = room(Rigs.SETTINGS);

    @Test
    void newcomerLearnsWhoItIsAndEverythingElse() {
        Connected alice = joined(1, "alice");
        Connected bob = joined(2, "bob");

        assertThat(bob.state().participants())
                .containsExactly(
                        new RemoteParticipant(alice.participant(), "alice", ParticipantState.CONNECTED, 1, List.of()));
        assertThat(bob.room()).isEqualTo(SID);
        assertThat(bob.name()).isEqualTo("daily");
        assertThat(bob.sessionTimeoutSeconds()).isEqualTo(30);
        assertThat(bob.state().published()).isEqualTo(new Published(1, List.of()));
        assertThat(bob.state().subscribed()).isEqualTo(new Subscribed(1, List.of()));
        assertThat(bob.session()).startsWith(SID.value() + ".").isNotEqualTo(alice.session());
    }

    @Test
    void roomWithoutANameIsCalledByItsSid() {
        room = Rigs.room(SID, null, Rigs.SETTINGS);

        assertThat(joined(1, "alice").name()).isEqualTo(SID.value());
    }

    @Test
    void othersHearOfANewcomerAndItsOfferInOneMessage() {
        joined(1, "alice");
        room.handle(0, join(2, "bob", "daily", null, wants(2, track("t")), List.of(offer("b", 1))));

        RoomState state = update(1, drain(room));
        assertThat(state.participants())
                .singleElement()
                .matches(bob -> bob.identity().equals("bob"));
        assertThat(state.peerConnections()).contains(offer("b", 1));
        assertThat(ids(state.subscribed())).containsExactly("t");
    }

    @Test
    void fullRoomRefusesOneMore() {
        room = room(Rigs.settings(1, Duration.ofMinutes(5)));
        joined(1, "alice");
        room.handle(0, join(2, "bob", "daily"));

        assertThat(to(2, drain(room))).containsExactly(new Failure(ErrorCode.ROOM_FULL));
    }

    @Test
    void sameIdentityReplacesTheOlderOneEvenInAFullRoom() {
        room = room(Rigs.settings(1, Duration.ofMinutes(5)));
        Connected old = joined(1, "alice");
        room.handle(0, join(2, "alice", "daily"));

        List<RoomOutput> outputs = drain(room);
        assertThat(to(1, outputs)).containsExactly(new Failure(ErrorCode.PARTICIPANT_DUPLICATE_IDENTITY));
        assertThat(to(2, outputs)).singleElement().isInstanceOf(Connected.class);
        assertThat(events(outputs))
                .contains(new RoomEvent.ParticipantDisconnected(
                        SID, old.participant(), RoomEvent.Reason.DUPLICATE_IDENTITY));
    }

    @Test
    void lostParticipantIsReconnectingAndMayComeBack() {
        Connected alice = joined(1, "alice");
        joined(2, "bob");
        drain(room);
        room.handle(10, new RoomCommand.Lose(connection(1)));

        assertThat(update(2, drain(room)).participants())
                .containsExactly(new RemoteParticipant(
                        alice.participant(), "alice", ParticipantState.RECONNECTING, 2, List.of()));

        room.handle(10 + WINDOW - 1, resume(3, "alice", alice.session()));

        List<RoomOutput> outputs = drain(room);
        assertThat(to(3, outputs)).singleElement().isInstanceOf(Synced.class);
        assertThat(update(2, outputs).participants())
                .containsExactly(
                        new RemoteParticipant(alice.participant(), "alice", ParticipantState.CONNECTED, 3, List.of()));
    }

    @Test
    void lostParticipantLeavesOnceWindowAndGraceAreOver() {
        Connected alice = joined(1, "alice");
        joined(2, "bob");
        room.handle(10, new RoomCommand.Lose(connection(1)));
        drain(room);

        assertThat(room.nextTimeoutNanos()).isEqualTo(10 + WINDOW);
        room.handleTimeout(10 + WINDOW - 1);
        assertThat(drain(room)).isEmpty();

        room.handleTimeout(10 + WINDOW);
        assertThat(update(2, drain(room)).participants())
                .extracting(RemoteParticipant::state)
                .containsExactly(ParticipantState.DISCONNECTED);

        room.handle(10 + WINDOW, resume(3, "alice", alice.session()));
        assertThat(to(3, drain(room))).containsExactly(new Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
    }

    @Test
    void participantWhoCameBackHasAFullWindowAgain() {
        Connected alice = joined(1, "alice");
        room.handle(0, new RoomCommand.Lose(connection(1)));
        room.handle(WINDOW - 1, resume(2, "alice", alice.session()));
        drain(room);
        room.handleTimeout(2 * WINDOW);

        assertThat(drain(room)).isEmpty();
    }

    @Test
    void resumingSupersedesAConnectionThatIsOnlyBelievedAlive() {
        Connected alice = joined(1, "alice");
        room.handle(0, resume(3, "alice", alice.session()));

        assertThat(drain(room)).contains(new RoomOutput.Supersede(connection(1)));

        room.handle(0, new RoomCommand.Lose(connection(1)));
        assertThat(drain(room)).isEmpty();
    }

    @Test
    void sessionCannotBeResumedByAnotherIdentityOrWithAnotherSecret() {
        Connected alice = joined(1, "alice");
        room.handle(0, resume(2, "mallory", alice.session()));
        room.handle(0, resume(3, "alice", alice.session() + "0"));

        List<RoomOutput> outputs = drain(room);
        assertThat(to(2, outputs)).containsExactly(new Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
        assertThat(to(3, outputs)).containsExactly(new Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
        assertThat(to(1, outputs)).isEmpty();
    }

    @Test
    void updateUnderAnotherSessionIsIgnored() {
        joined(1, "alice");
        room.handle(0, new RoomCommand.Update(connection(1), "other", wants(2, track("t")), List.of()));

        assertThat(drain(room)).isEmpty();
    }

    @Test
    void publisherGetsItsVerdictAndTheOthersTheTrack() {
        Connected alice = joined(1, "alice");
        joined(2, "bob");
        drain(room);
        room.handle(0, new RoomCommand.Update(connection(1), alice.session(), wants(2, track("t")), List.of()));

        List<RoomOutput> outputs = drain(room);
        Published verdict = Objects.requireNonNull(update(1, outputs).published());
        assertThat(verdict.revision()).isEqualTo(2);
        assertThat(verdict.tracks()).singleElement().isInstanceOf(Published.Ready.class);
        RoomState bobs = update(2, outputs);
        assertThat(bobs.participants()).extracting(RemoteParticipant::revision).containsExactly(2L);
        assertThat(ids(bobs.subscribed())).containsExactly("t");
        assertThat(bobs.published()).isNull();
    }

    @Test
    void whatHappenedMeanwhileIsInSynced() {
        Connected alice = joined(1, "alice");
        Connected bob = joined(2, "bob");
        room.handle(0, new RoomCommand.Lose(connection(1)));
        room.handle(0, new RoomCommand.Update(connection(2), bob.session(), wants(2, track("t")), List.of()));
        drain(room);
        room.handle(0, resume(3, "alice", alice.session(), answer("pc-bob", 1)));

        Synced synced = (Synced) to(3, drain(room)).get(0);
        assertThat(synced.state().participants())
                .singleElement()
                .matches(seen -> seen.tracks().size() == 1);
        assertThat(ids(synced.state().subscribed())).containsExactly("t");
    }

    /** Else the SDK would go on to show the media of a peer connection that is gone. */
    @Test
    void mediaOverAPeerConnectionThatIsNewToTheClientIsSubscribedAnew() {
        Connected alice = joined(1, "alice");
        room.handle(0, join(2, "bob", "daily", null, wants(2, track("t")), List.of(offer("b", 1))));
        room.handle(0, new RoomCommand.Lose(connection(1)));
        drain(room);
        room.handle(0, resume(3, "alice", alice.session()));

        List<ServerMessage> messages = to(3, drain(room));
        Subscribed before = ((Synced) messages.get(0)).state().subscribed();
        Subscribed after = ((Update) messages.get(1)).state().subscribed();
        assertThat(ids(before)).isEmpty();
        assertThat(ids(after)).containsExactly("t");
        assertThat(Objects.requireNonNull(after).revision())
                .isGreaterThan(Objects.requireNonNull(before).revision());
    }

    @Test
    void removedParticipantIsDisconnectedWithoutAnError() {
        Connected alice = joined(1, "alice");
        room.handle(0, new RoomCommand.Remove(SID, alice.participant()));

        List<RoomOutput> outputs = drain(room);
        assertThat(to(1, outputs)).containsExactly(new ServerMessage.Disconnected(false));
        assertThat(events(outputs))
                .contains(new RoomEvent.ParticipantDisconnected(SID, alice.participant(), RoomEvent.Reason.REMOVED));
    }

    @Test
    void removingANobodyDoesNothing() {
        joined(1, "alice");
        room.handle(0, new RoomCommand.Remove(SID, Rigs.participant(99)));

        assertThat(drain(room)).containsExactly(new RoomOutput.Answer(new RoomOutput.Outcome.NotThere()));
    }

    @Test
    void completedRoomEndsForEverybodyAndWaitsForNothing() {
        joined(1, "alice");
        joined(2, "bob");
        drain(room);
        room.handle(0, new RoomCommand.Complete(SID));

        List<RoomOutput> outputs = drain(room);
        assertThat(to(1, outputs)).containsExactly(new ServerMessage.Disconnected(true));
        assertThat(to(2, outputs)).containsExactly(new ServerMessage.Disconnected(true));
        assertThat(events(outputs)).last().isEqualTo(new RoomEvent.RoomEnded(SID, RoomEvent.EndReason.COMPLETED));
        assertThat(room.ended()).isTrue();
        assertThat(room.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void participantMayStayOnlySoLong() {
        joined(1, "alice");
        room.handleTimeout(STAY - 1);
        assertThat(drain(room)).isEmpty();

        room.handleTimeout(STAY);
        assertThat(to(1, drain(room))).containsExactly(new Failure(ErrorCode.PARTICIPANT_SESSION_LENGTH_EXCEEDED));
    }

    @Test
    void roomLastsOnlySoLong() {
        for (int i = 0; i < 6; i++) {
            room.handle(i * STAY, join(i, "alice", "daily"));
        }
        drain(room);
        room.handleTimeout(LIFE - 1);
        assertThat(room.ended()).isFalse();

        room.handleTimeout(LIFE);
        assertThat(to(5, drain(room))).contains(new ServerMessage.Disconnected(true));
        assertThat(room.ended()).isTrue();
    }

    @Test
    void emptyRoomWaitsForAWhile() {
        joined(1, "alice");
        room.handle(7, new RoomCommand.Leave(connection(1)));
        long end = 7 + Duration.ofMinutes(5).toNanos();
        room.handleTimeout(end - 1);
        assertThat(room.ended()).isFalse();

        room.handleTimeout(end);
        assertThat(room.ended()).isTrue();
    }

    @Test
    void emptyRoomGoesOnWhenSomebodyComes() {
        joined(1, "alice");
        room.handle(7, new RoomCommand.Leave(connection(1)));
        room.handle(8, join(2, "bob", "daily"));
        room.handleTimeout(8 + Duration.ofMinutes(10).toNanos());

        assertThat(room.ended()).isFalse();
    }

    @Test
    void repairIsToldInTwoStepsWithGrowingRevisions() {
        Connected alice = joined(1, "alice");
        room.handle(0, join(2, "bob", "daily", null, wants(2, track("t")), List.of(offer("b", 1))));
        drain(room);
        room.handle(0, new RoomCommand.Update(connection(1), alice.session(), wants(1), List.of(Rigs.close("b"))));

        List<Subscribed> steps = to(1, drain(room)).stream()
                .map(message ->
                        Objects.requireNonNull(((Update) message).state().subscribed()))
                .toList();
        assertThat(steps).extracting(step -> ids(step)).containsExactly(List.of(), List.of("t"));
        assertThat(steps.get(1).revision()).isGreaterThan(steps.get(0).revision());
    }

    @Test
    void restoredParticipantResumesWithWhatItHad() {
        restore(member(1, "alice", Duration.ZERO), member(2, "bob", Duration.ZERO, track("t")));
        room.handle(0, resume(1, "alice", session("alice")));

        Synced alice = (Synced) to(1, drain(room)).get(0);
        assertThat(alice.participant()).isEqualTo(Rigs.participant(1));
        assertThat(alice.session()).isEqualTo(session("alice"));
        RemoteParticipant bob = alice.state().participants().get(0);
        assertThat(bob.sid()).isEqualTo(Rigs.participant(2));
        assertThat(bob.state()).isEqualTo(ParticipantState.RECONNECTING);
        assertThat(bob.revision()).isEqualTo(FIRST_REVISION);
        assertThat(Objects.requireNonNull(alice.state().published()).revision()).isGreaterThanOrEqualTo(FIRST_REVISION);
        assertThat(Objects.requireNonNull(alice.state().subscribed()).revision())
                .isGreaterThanOrEqualTo(FIRST_REVISION);
    }

    @Test
    void restoredTrackKeepsItsSid() {
        restore(member(1, "alice", Duration.ZERO, track("t")));
        room.handle(
                0,
                new RoomCommand.Resume(
                        connection(1), Rigs.ACCOUNT, session("alice"), "alice", wants(1, track("t")), List.of()));

        List<RoomOutput> outputs = drain(room);
        assertThat(Objects.requireNonNull(
                                ((Synced) to(1, outputs).get(0)).state().published())
                        .tracks())
                .containsExactly(new Published.Ready("t", TRACK));
        assertThat(events(outputs)).containsExactly(new RoomEvent.ParticipantReconnected(SID, Rigs.participant(1)));
    }

    @Test
    void wrongSessionIsRefusedAfterARestart() {
        restore(member(1, "alice", Duration.ZERO));
        room.handle(0, resume(1, "alice", session("bob")));

        assertThat(to(1, drain(room))).containsExactly(new Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
    }

    @Test
    void stayBeforeARestartCounts() {
        restore(member(1, "alice", Duration.ofHours(3)));
        room.handle(0, resume(1, "alice", session("alice")));
        drain(room);
        long rest = Duration.ofHours(1).toNanos();
        room.handleTimeout(rest - 1);
        assertThat(drain(room)).isEmpty();

        room.handleTimeout(rest);
        assertThat(to(1, drain(room))).containsExactly(new Failure(ErrorCode.PARTICIPANT_SESSION_LENGTH_EXCEEDED));
    }

    private void restore(RoomSnapshot.Member... members) {
        room = new Room(SID, "daily", Rigs.SETTINGS, new Sids(new Random(1)));
        room.restore(
                0,
                new RoomSnapshot(
                        SID,
                        Rigs.ACCOUNT,
                        "daily",
                        Rigs.SETTINGS,
                        Duration.ofHours(3),
                        Duration.ofHours(3),
                        true,
                        FIRST_REVISION,
                        List.of(members),
                        List.of()));
        drain(room);
    }

    private static RoomSnapshot.Member member(int number, String identity, Duration stay, LocalTrack... tracks) {
        return new RoomSnapshot.Member(
                Rigs.participant(number),
                identity,
                session(identity),
                stay,
                TrackRules.ALL,
                Stream.of(tracks)
                        .map(track -> new RoomSnapshot.Track(TRACK, track))
                        .toList());
    }

    private static String session(String identity) {
        return SID.value() + ".session-" + identity;
    }

    private static Room room(RoomSettings settings) {
        return Rigs.room(SID, "daily", settings);
    }

    private Connected joined(int connection, String identity) {
        room.handle(0, join(connection, identity, "daily"));
        return (Connected) to(connection, drain(room)).get(0);
    }

    private static RoomState update(int connection, List<RoomOutput> outputs) {
        List<ServerMessage> messages = to(connection, outputs);
        assertThat(messages).hasSize(1);
        return ((Update) messages.get(0)).state();
    }

    private static List<String> ids(@Nullable Subscribed subscribed) {
        return Objects.requireNonNull(subscribed).tracks().stream()
                .map(Subscription::id)
                .toList();
    }
}
