package io.parley.signaling.room;

import static io.parley.signaling.room.Rigs.connection;
import static io.parley.signaling.room.Rigs.drain;
import static io.parley.signaling.room.Rigs.events;
import static io.parley.signaling.room.Rigs.join;
import static io.parley.signaling.room.Rigs.to;
import static io.parley.signaling.room.Rigs.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.machine.Machine;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.ServerMessage.Connected;
import io.parley.signaling.message.ServerMessage.Failure;
import io.parley.signaling.message.ServerMessage.Synced;
import io.parley.signaling.room.RoomEvent.EndReason;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoomsTest {

    private static final RoomSid UNKNOWN = new RoomSid("RM" + "f".repeat(32));
    private static final String OTHER_ACCOUNT = "AC" + "b".repeat(32);

    private static final String SESSION = UNKNOWN.value() + ".1";
    private static final RoomSnapshot.Member RESTORED =
            new RoomSnapshot.Member(Rigs.participant(1), "alice", SESSION, Duration.ZERO, TrackRules.ALL, List.of());

    private Rooms rooms = rooms(true, Rigs.SETTINGS);

    @Test
    void firstWhoJoinsANameMakesTheRoom() {
        Connected alice = connected(join(1, "alice", "daily"));
        Connected bob = connected(join(2, "bob", "daily"));

        assertThat(bob.room()).isEqualTo(alice.room());
        assertThat(rooms.size()).isEqualTo(1);
        assertThat(rooms.connections()).isEqualTo(2);
    }

    @Test
    void roomIsFoundByItsSid() {
        Connected alice = connected(join(1, "alice", "daily"));

        assertThat(connected(join(2, "bob", alice.room().value())).room()).isEqualTo(alice.room());
    }

    @Test
    void withoutANameEverybodyGetsARoomOfItsOwn() {
        Connected alice = connected(join(1, "alice", null));
        Connected bob = connected(join(2, "bob", null));

        assertThat(alice.room()).isNotEqualTo(bob.room());
        assertThat(alice.name()).isEqualTo(alice.room().value());
    }

    @Test
    void unknownSidIsNotMadeARoom() {
        assertThat(refused(join(1, "alice", UNKNOWN.value()))).isEqualTo(ErrorCode.ROOM_NOT_FOUND.code());
        assertThat(rooms.size()).isZero();
    }

    @Test
    void withoutAdHocCreationNoRoomIsMade() {
        rooms = rooms(false, Rigs.SETTINGS);

        assertThat(refused(join(1, "alice", "daily"))).isEqualTo(ErrorCode.ROOM_CREATE_FAILED.code());
        assertThat(refused(join(1, "alice", null))).isEqualTo(ErrorCode.ROOM_CREATE_FAILED.code());
        assertThat(rooms.size()).isZero();
    }

    @Test
    void grantOpensARoomByNameAndBySid() {
        Connected alice = connected(granted(1, "alice", "daily", "daily"));
        String sid = alice.room().value();

        assertThat(connected(granted(2, "bob", sid, "daily")).room()).isEqualTo(alice.room());
        assertThat(connected(granted(3, "carol", "daily", sid)).room()).isEqualTo(alice.room());
    }

    @Test
    void grantOpensNoOtherRoom() {
        Connected alice = connected(join(1, "alice", "daily"));

        assertThat(refused(granted(2, "bob", "daily", "weekly"))).isEqualTo(ErrorCode.TOKEN_GRANTS_INVALID.code());
        assertThat(refused(granted(2, "bob", alice.room().value(), "weekly")))
                .isEqualTo(ErrorCode.TOKEN_GRANTS_INVALID.code());
        assertThat(refused(granted(2, "bob", "new", "weekly"))).isEqualTo(ErrorCode.TOKEN_GRANTS_INVALID.code());
    }

    @Test
    void nameMeansAnotherRoomInAnotherAccount() {
        Connected alice = connected(join(1, "alice", "daily"));
        RoomCommand.Join foreign = new RoomCommand.Join(
                connection(2), OTHER_ACCOUNT, "daily", null, "bob", wants(1), List.of(), Publisher.UNKNOWN, true);

        assertThat(connected(foreign).room()).isNotEqualTo(alice.room());
    }

    @Test
    void sidOfAnotherAccountIsNotFound() {
        Connected alice = connected(join(1, "alice", "daily"));
        RoomCommand.Join foreign = new RoomCommand.Join(
                connection(2),
                OTHER_ACCOUNT,
                alice.room().value(),
                null,
                "bob",
                wants(1),
                List.of(),
                Publisher.UNKNOWN,
                true);

        assertThat(refused(foreign)).isEqualTo(ErrorCode.ROOM_NOT_FOUND.code());
    }

    @Test
    void sessionOfAnotherAccountOrOfNoRoomIsNotFound() {
        Connected alice = connected(join(1, "alice", "daily"));
        rooms.handle(
                0, new RoomCommand.Resume(connection(2), OTHER_ACCOUNT, alice.session(), "alice", wants(1), List.of()));
        rooms.handle(0, Rigs.resume(3, "alice", "nonsense"));
        rooms.handle(0, Rigs.resume(4, "alice", UNKNOWN.value() + ".0"));

        List<RoomOutput> outputs = drain(rooms);
        for (int connection = 2; connection <= 4; connection++) {
            assertThat(to(connection, outputs)).containsExactly(new Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
        }
    }

    @Test
    void withAnEmptyTimeoutOfZeroARoomEndsWithItsLastParticipant() {
        rooms = rooms(true, Rigs.settings(10, Duration.ZERO));
        connected(join(1, "alice", "daily"));
        rooms.handle(5, new RoomCommand.Leave(connection(1)));

        assertThat(events(drain(rooms))).last().isInstanceOf(RoomEvent.RoomEnded.class);
        assertNothingIsLeft();
    }

    @Test
    void nameOfAnEndedRoomIsFree() {
        Connected alice = connected(join(1, "alice", "daily"));
        rooms.handle(0, new RoomCommand.Complete(alice.room()));
        drain(rooms);

        assertNothingIsLeft();
        assertThat(connected(join(2, "bob", "daily")).room()).isNotEqualTo(alice.room());
    }

    @Test
    void lostConnectionIsTiedToNoRoom() {
        Connected alice = connected(join(1, "alice", "daily"));
        rooms.handle(0, new RoomCommand.Lose(connection(1)));
        assertThat(rooms.connections()).isZero();

        rooms.handle(0, Rigs.resume(2, "alice", alice.session()));
        drain(rooms);
        assertThat(rooms.connections()).isEqualTo(1);
    }

    @Test
    void commandsThatComeTooLateAreDropped() {
        rooms.handle(0, new RoomCommand.Leave(connection(1)));
        rooms.handle(0, new RoomCommand.Lose(connection(1)));
        rooms.handle(0, new RoomCommand.Update(connection(1), "session", wants(1), List.of()));
        assertThat(drain(rooms)).isEmpty();

        rooms.handle(0, new RoomCommand.Complete(UNKNOWN));
        assertThat(drain(rooms)).containsExactly(new RoomOutput.Answer(new RoomOutput.Outcome.NotThere()));
        assertNothingIsLeft();
    }

    @Test
    void timersOfAllRoomsAreKept() {
        connected(join(1, "alice", "one"));
        connected(join(2, "bob", "two"));
        rooms.handle(0, new RoomCommand.Lose(connection(1)));
        rooms.handle(9, new RoomCommand.Lose(connection(2)));
        drain(rooms);
        long window = Duration.ofSeconds(35).toNanos();

        assertThat(rooms.nextTimeoutNanos()).isEqualTo(window);
        rooms.handleTimeout(window);
        assertThat(events(drain(rooms))).singleElement().isInstanceOf(RoomEvent.ParticipantDisconnected.class);
        assertThat(rooms.nextTimeoutNanos()).isEqualTo(9 + window);
    }

    @Test
    void restoredRoomIsFoundByNameSidAndSession() {
        rooms.restore(0, snapshot(Duration.ZERO, Duration.ZERO, true, RESTORED));

        rooms.handle(0, Rigs.resume(1, "alice", SESSION));
        Synced synced = (Synced) to(1, drain(rooms)).get(0);
        assertThat(synced.participant()).isEqualTo(RESTORED.sid());
        assertThat(connected(join(2, "bob", "daily")).room()).isEqualTo(UNKNOWN);
        assertThat(connected(join(3, "carol", UNKNOWN.value())).room()).isEqualTo(UNKNOWN);
        assertThat(rooms.size()).isEqualTo(1);
    }

    @Test
    void restoredParticipantHasAWholeWindowToResume() {
        rooms.restore(7, snapshot(Duration.ofHours(1), Duration.ZERO, true, RESTORED));

        assertThat(events(drain(rooms)))
                .containsExactly(new RoomEvent.ParticipantReconnecting(UNKNOWN, RESTORED.sid()));
        assertThat(rooms.nextTimeoutNanos())
                .isEqualTo(7 + Duration.ofSeconds(35).toNanos());
    }

    @Test
    void restoredRoomDoesNotLastLonger() {
        rooms.restore(7, snapshot(Duration.ofHours(24).minusSeconds(9), Duration.ZERO, true, RESTORED));

        assertThat(rooms.nextTimeoutNanos()).isEqualTo(7 + Duration.ofSeconds(9).toNanos());
        drain(rooms);
        rooms.handleTimeout(rooms.nextTimeoutNanos());
        assertThat(events(drain(rooms))).last().isEqualTo(new RoomEvent.RoomEnded(UNKNOWN, EndReason.MAX_DURATION));
        assertNothingIsLeft();
    }

    @Test
    void emptinessBeforeARestartCounts() {
        rooms.restore(7, snapshot(Duration.ofHours(1), Duration.ofSeconds(10), true));

        assertThat(rooms.nextTimeoutNanos())
                .isEqualTo(7 + Duration.ofSeconds(50).toNanos());
    }

    @Test
    void unusedRoomKeepsItsOwnDeadline() {
        rooms.restore(7, snapshot(Duration.ofSeconds(10), Duration.ofSeconds(10), false));

        assertThat(rooms.nextTimeoutNanos())
                .isEqualTo(7 + Duration.ofSeconds(290).toNanos());
    }

    @Test
    void roomWhoseTimeIsOverEndsWhenItIsRestored() {
        rooms.restore(7, snapshot(Duration.ofHours(1), Duration.ofMinutes(6), true));

        assertThat(events(drain(rooms))).containsExactly(new RoomEvent.RoomEnded(UNKNOWN, EndReason.EMPTY));
        assertNothingIsLeft();
    }

    /** With an empty timeout of one minute, and five for a room that is unused. */
    private static RoomSnapshot snapshot(Duration age, Duration empty, boolean used, RoomSnapshot.Member... members) {
        return new RoomSnapshot(
                UNKNOWN,
                Rigs.ACCOUNT,
                "daily",
                Rigs.settings(10, Duration.ofMinutes(1)),
                age,
                empty,
                used,
                1_000,
                List.of(members),
                List.of());
    }

    static Stream<Class<?>> kindsOfCommands() {
        return leaves(RoomCommand.class);
    }

    @ParameterizedTest
    @MethodSource
    void kindsOfCommands(Class<?> kind) throws ReflectiveOperationException {
        Room room = Rigs.room(UNKNOWN, null, Rigs.SETTINGS);

        rooms.handle(0, (RoomCommand) sample(kind));
        if (kind != RoomCommand.Create.class) {
            room.handle(0, (RoomCommand) sample(kind));
        }

        assertThat(room.nextTimeoutNanos()).isPositive();
    }

    /** The records below a sealed interface. */
    private static Stream<Class<?>> leaves(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(RoomsTest::leaves)
                : Stream.of(family);
    }

    private static Object sample(Class<?> kind) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : kind.getRecordComponents()) {
            types.add(component.getType());
            values.add(value(component.getType()));
        }
        Constructor<?> constructor = kind.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        return constructor.newInstance(values.toArray());
    }

    private static Object value(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        Stream<Object> known = Stream.of(
                connection(1),
                UNKNOWN,
                Rigs.participant(1),
                wants(1),
                List.of(),
                Publisher.UNKNOWN,
                Rigs.SETTINGS,
                Rigs.PROFILE,
                TrackRules.ALL,
                "text");
        return known.filter(type::isInstance).findFirst().orElseThrow();
    }

    private static RoomCommand.Join granted(int connection, String identity, String room, String granted) {
        return join(connection, identity, room, granted, wants(1), List.of());
    }

    private Connected connected(RoomCommand.Join join) {
        return (Connected) answer(join);
    }

    private int refused(RoomCommand.Join join) {
        return ((Failure) answer(join)).code();
    }

    private Object answer(RoomCommand.Join join) {
        rooms.handle(0, join);
        ConnectionRef asked = join.connection();
        return to((int) asked.id(), drain(rooms)).get(0);
    }

    private void assertNothingIsLeft() {
        assertThat(rooms.size()).isZero();
        assertThat(rooms.connections()).isZero();
        assertThat(rooms.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    private static Rooms rooms(boolean adHoc, RoomSettings settings) {
        return new Rooms(adHoc, settings, Rigs.PROFILE, new Sids(new Random(1)));
    }
}
