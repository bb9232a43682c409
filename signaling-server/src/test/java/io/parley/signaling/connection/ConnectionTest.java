package io.parley.signaling.connection;

import static io.parley.signaling.connection.ConnectionRig.SELF;
import static io.parley.signaling.connection.ConnectionRig.connect;
import static io.parley.signaling.connection.ConnectionRig.connected;
import static io.parley.signaling.connection.ConnectionRig.hello;
import static io.parley.signaling.connection.ConnectionRig.ice;
import static io.parley.signaling.connection.ConnectionRig.sync;
import static io.parley.signaling.connection.ConnectionRig.token;
import static io.parley.signaling.connection.ConnectionRig.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.machine.Machine;
import io.parley.signaling.connection.ConnectionOutput.Close;
import io.parley.signaling.connection.ConnectionOutput.Send;
import io.parley.signaling.connection.ConnectionOutput.ToRoom;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final ConnectionOutput WELCOME = new Send(new ServerFrame.Welcome(5_000));
    private static final ConnectionOutput LEAVE = new ToRoom(new RoomCommand.Leave(SELF));
    private static final ConnectionOutput LOSE = new ToRoom(new RoomCommand.Lose(SELF));
    private static final ConnectionOutput HEARTBEAT = new Send(new ServerFrame.Heartbeat());

    private final ConnectionRig connection = ConnectionRig.idle();

    @Test
    void welcomeComesBeforeTheAnswerToWhatTheHelloAsks() {
        assertThat(connection.receive(0, hello(ice())))
                .containsExactly(WELCOME, message(new ServerMessage.Iced(ConnectionRig.ICE_SERVERS)));
    }

    @Test
    void connectMayComeInTheHelloOrAfterwards() {
        RoomCommand join = new RoomCommand.Join(
                SELF,
                "AC" + "a".repeat(32),
                "daily",
                null,
                "alice",
                new LocalParticipant(1, List.of()),
                List.of(),
                Publisher.UNKNOWN,
                true);

        assertThat(connection.receive(0, hello(connect("daily")))).containsExactly(WELCOME, new ToRoom(join));

        ConnectionRig other = ConnectionRig.idle();
        other.receive(0, hello(ice()));
        assertThat(other.receive(0, connect("daily"))).containsExactly(new ToRoom(join));
    }

    @Test
    void repeatedHelloIsNoSecondParticipant() {
        connection.receive(0, hello(connect("daily")));

        assertThat(connection.receive(1, hello(connect("daily")))).isEmpty();
        assertThat(connection.fromRoom(2, connected())).containsExactly(message(connected()));
    }

    @Test
    void longestSilenceIsWhatTheClientAsksWithinBounds() {
        assertThat(negotiated(5_000)).isEqualTo(5_000);
        assertThat(negotiated(1)).isEqualTo(5_000);
        assertThat(negotiated(20_000)).isEqualTo(20_000);
        assertThat(negotiated(Long.MAX_VALUE)).isEqualTo(60_000);
    }

    @Test
    void heartbeatGoesOutBeforeTheSilenceIsTooLong() {
        connection.joinRoom();
        long due = Duration.ofMillis(4_500).toNanos();

        assertThat(connection.nextTimeoutNanos()).isEqualTo(due);
        assertThat(connection.timeout(due - 1)).isEmpty();
        assertThat(connection.timeout(due)).containsExactly(HEARTBEAT);
        assertThat(connection.nextTimeoutNanos()).isEqualTo(2 * due);
    }

    @Test
    void anyMessageCountsAsAHeartbeat() {
        connection.joinRoom();
        connection.fromRoom(3 * SECOND, new ServerMessage.Iced(List.of()));

        assertThat(connection.timeout(5 * SECOND)).isEmpty();
    }

    @Test
    void silentClientIsLost() {
        connection.joinRoom();
        connection.receive(SECOND, new ClientFrame.Heartbeat());

        assertThat(connection.timeout(61 * SECOND - 1)).containsExactly(HEARTBEAT);
        assertThat(connection.timeout(61 * SECOND)).containsExactly(LOSE, new Close(CloseReason.SILENT));
    }

    @Test
    void socketWithoutAHelloIsClosed() {
        assertThat(connection.timeout(15 * SECOND - 1)).isEmpty();
        assertThat(connection.timeout(15 * SECOND)).containsExactly(new Close(CloseReason.NO_HELLO));
        assertThat(connection.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void welcomedClientThatAsksForNothingIsClosed() {
        connection.receive(0, hello(ice()));

        assertThat(connection.timeout(15 * SECOND)).containsExactly(new Close(CloseReason.NOTHING_ASKED));
    }

    @Test
    void helloOfAnotherVersionIsBad() {
        List<ConnectionOutput> outputs = connection.receive(0, new ClientFrame.Hello(1, 5_000, null, ice()));

        assertThat(outputs).singleElement().matches(output -> sent(output) instanceof ServerFrame.Bad);
        assertThat(connection.timeout(5 * SECOND)).containsExactly(new Close(CloseReason.PROTOCOL_VIOLATED));
    }

    @Test
    void whatComesBeforeTheHelloIsBad() {
        for (ClientFrame frame : List.of(
                new ClientFrame.Heartbeat(), new ClientFrame.Message(ice()), new ClientFrame.Malformed("why"))) {
            assertThat(ConnectionRig.idle().receive(0, frame))
                    .singleElement()
                    .matches(output -> sent(output) instanceof ServerFrame.Bad);
        }
    }

    @Test
    void goodbyeBeforeTheHelloIsTakenQuietly() {
        assertThat(connection.receive(0, new ClientFrame.Bye())).isEmpty();
    }

    @Test
    void hurriedServerLetsNewcomersWaitOnTheirSocket() {
        ConnectionRig second = queued();

        ServerFrame.Busy busy =
                (ServerFrame.Busy) sent(second.receive(0, hello(ice())).get(0));
        assertThat(busy.retryAfterMillis()).isEqualTo(1_001);
        assertThat(busy.keepAlive()).isTrue();

        ServerFrame.Busy again = (ServerFrame.Busy)
                sent(second.receive(SECOND / 2, hello(ice(), busy.cookie())).get(0));
        assertThat(again).isEqualTo(new ServerFrame.Busy(501, true, busy.cookie()));
        assertThat(second.receive(SECOND, hello(ice(), busy.cookie()))).contains(WELCOME);
    }

    @Test
    void repeatedHelloKeepsTheOnePlaceOfItsSocket() {
        ConnectionRig second = queued();
        second.receive(0, hello(ice()));

        for (String cookie : new String[] {null, "another"}) {
            assertThat(sent(second.receive(SECOND / 2, hello(ice(), cookie)).get(0)))
                    .isInstanceOfSatisfying(
                            ServerFrame.Busy.class,
                            busy -> assertThat(busy.retryAfterMillis()).isEqualTo(501));
        }
        assertThat(second.receive(SECOND, hello(ice()))).contains(WELCOME);
    }

    @Test
    void repeatedHellosDelayNoOtherNewcomer() {
        Admission hurried =
                new Admission(new Admission.Limits(9, 1, 1, Duration.ofSeconds(5), Duration.ofSeconds(3)), 0);
        new ConnectionRig(hurried).receive(0, hello(ice()));
        ConnectionRig impatient = new ConnectionRig(hurried);
        for (int i = 0; i < 10; i++) {
            impatient.receive(0, hello(ice()));
        }

        ServerFrame answer =
                sent(new ConnectionRig(hurried).receive(0, hello(ice())).get(0));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ServerFrame.Busy.class,
                        busy -> assertThat(busy.retryAfterMillis()).isEqualTo(2_001));
    }

    @Test
    void whoWaitsButNeverComesBackIsClosed() {
        ConnectionRig second = queued();
        second.receive(0, hello(ice()));

        assertThat(second.timeout(15 * SECOND)).isEmpty();
        assertThat(second.timeout(16 * SECOND)).containsExactly(new Close(CloseReason.NO_HELLO));
    }

    @Test
    void fullServerRefusesForGood() {
        Admission full = new Admission(new Admission.Limits(0, 100, 100, Duration.ZERO, Duration.ofSeconds(3)), 0);
        ConnectionRig newcomer = new ConnectionRig(full);

        assertThat(newcomer.receive(0, hello(ice()))).containsExactly(new Send(new ServerFrame.Busy(-1, false, null)));
        assertThat(newcomer.timeout(5 * SECOND)).containsExactly(new Close(CloseReason.BUSY_FOR_GOOD));
    }

    @Test
    void fullServerLetsSessionsResume() {
        Admission full = new Admission(new Admission.Limits(0, 100, 100, Duration.ZERO, Duration.ofSeconds(3)), 0);

        assertThat(new ConnectionRig(full).receive(0, hello(sync())))
                .containsExactly(
                        WELCOME,
                        new ToRoom(new RoomCommand.Resume(
                                SELF,
                                "AC" + "a".repeat(32),
                                "session",
                                "alice",
                                new LocalParticipant(1, List.of()),
                                List.of())));
    }

    @Test
    void drainingServerSendsElsewhere() {
        Admission draining = new Admission(new Admission.Limits(9, 100, 100, Duration.ZERO, Duration.ofSeconds(3)), 0);
        draining.drain();
        ConnectionRig newcomer = new ConnectionRig(draining);

        assertThat(newcomer.receive(0, hello(ice())))
                .containsExactly(new Send(new ServerFrame.Busy(3_000, false, null)));
        assertThat(newcomer.timeout(5 * SECOND)).containsExactly(new Close(CloseReason.BUSY_ELSEWHERE));
    }

    @Test
    void badTokenIsToldAfterTheWelcome() {
        assertThat(connection.receive(0, hello(new ClientMessage.Ice("nonsense"))))
                .containsExactly(WELCOME, message(new ServerMessage.Failure(20101, "Invalid Access Token")));
    }

    @Test
    void roomOfTheTokenIsTakenWhenNoneIsNamed() {
        List<ConnectionOutput> outputs = connection.receive(
                0,
                hello(new ClientMessage.Connect(
                        token("granted"),
                        null,
                        new LocalParticipant(1, List.of()),
                        List.of(),
                        Publisher.UNKNOWN,
                        true)));

        RoomCommand.Join join = (RoomCommand.Join) ((ToRoom) outputs.get(1)).command();
        assertThat(join.room()).isEqualTo("granted");
        assertThat(join.grantedRoom()).isEqualTo("granted");
    }

    @Test
    void impossibleRoomNamesAreRefused() {
        assertThat(nameRefused("")).isEqualTo(ErrorCode.ROOM_NAME_INVALID);
        assertThat(nameRefused("x".repeat(129))).isEqualTo(ErrorCode.ROOM_NAME_TOO_LONG);
        assertThat(nameRefused("\uD800")).isEqualTo(ErrorCode.ROOM_NAME_CHARS_INVALID);
        assertThat(nameRefused("a\0b")).isEqualTo(ErrorCode.ROOM_NAME_CHARS_INVALID);
    }

    @Test
    void updatesGoToTheRoom() {
        connection.joinRoom();

        assertThat(connection.receive(0, update()))
                .containsExactly(new ToRoom(
                        new RoomCommand.Update(SELF, "session", new LocalParticipant(2, List.of()), List.of())));
    }

    @Test
    void messageOutOfOrderEndsTheSession() {
        Send failure = message(new ServerMessage.Failure(ErrorCode.OUTGOING_MESSAGE_INVALID));
        ConnectionRig welcomed = ConnectionRig.idle();
        welcomed.receive(0, hello(ice()));
        assertThat(welcomed.receive(0, update())).containsExactly(failure);

        connection.joinRoom();
        assertThat(connection.receive(0, connect("daily"))).containsExactly(LEAVE, failure);
        assertThat(connection.receive(0, update())).isEmpty();
        assertThat(connection.timeout(5 * SECOND)).containsExactly(new Close(CloseReason.SESSION_ENDED));
    }

    @Test
    void malformedMessageAndMalformedFrameEndTheSession() {
        for (ClientFrame frame : List.of(
                new ClientFrame.Malformed("why"), new ClientFrame.Message(new ClientMessage.Malformed("why")))) {
            ConnectionRig joined = ConnectionRig.idle();
            joined.joinRoom();
            assertThat(joined.receive(0, frame))
                    .containsExactly(LEAVE, message(new ServerMessage.Failure(ErrorCode.OUTGOING_MESSAGE_INVALID)));
        }
    }

    @Test
    void tooManyMessagesEndTheSession() {
        connection.joinRoom();
        for (int i = 1; i < ConnectionRig.LIMITS.messageBurst(); i++) {
            assertThat(connection.receive(0, update())).hasSize(1);
        }

        assertThat(connection.receive(0, update()))
                .containsExactly(LEAVE, message(new ServerMessage.Failure(ErrorCode.TOO_MANY_REQUESTS)));
    }

    @Test
    void tooManyBytesEndTheSession() {
        connection.joinRoom();
        ClientFrame update = new ClientFrame.Message(update());
        assertThat(connection.receive(0, update, 4_000)).hasSize(1);

        assertThat(connection.receive(0, update, 1_000))
                .containsExactly(LEAVE, message(new ServerMessage.Failure(ErrorCode.TOO_MANY_REQUESTS)));
    }

    @Test
    void bytesAtTheSustainedRateAreFine() {
        connection.joinRoom();
        ClientFrame update = new ClientFrame.Message(update());
        for (int i = 1; i < 1_000; i++) {
            assertThat(connection.receive(i * SECOND, update, 1_000)).hasSize(1);
        }
    }

    @Test
    void messagesAtTheSustainedRateAreFine() {
        connection.joinRoom();
        for (int i = 1; i < 1_000; i++) {
            assertThat(connection.receive(i * SECOND / 10, update())).hasSize(1);
        }
    }

    @Test
    void disconnectAndByeLeaveOnce() {
        connection.joinRoom();

        assertThat(connection.receive(0, new ClientMessage.Disconnect())).containsExactly(LEAVE);
        assertThat(connection.receive(0, new ClientFrame.Bye())).isEmpty();
        assertThat(connection.feed(0, new ConnectionInput.SocketClosed())).isEmpty();
    }

    @Test
    void clientMayLeaveWhileItsJoinIsOnTheWay() {
        connection.receive(0, hello(connect("daily")));

        assertThat(connection.receive(0, new ClientMessage.Disconnect())).containsExactly(LEAVE);
        assertThat(connection.fromRoom(0, connected())).isEmpty();
    }

    @Test
    void lostSocketIsToldToTheRoomFromTheJoinOn() {
        ConnectionRig welcomed = ConnectionRig.idle();
        welcomed.receive(0, hello(ice()));
        assertThat(welcomed.feed(0, new ConnectionInput.SocketClosed())).isEmpty();

        ConnectionRig joining = ConnectionRig.idle();
        joining.receive(0, hello(connect("daily")));
        assertThat(joining.feed(0, new ConnectionInput.SocketClosed())).containsExactly(LOSE);

        connection.joinRoom();
        assertThat(connection.feed(0, new ConnectionInput.SocketClosed())).containsExactly(LOSE);
    }

    @Test
    void endOfTheSessionIsToldAndTheClientCloses() {
        connection.joinRoom();

        assertThat(connection.fromRoom(0, new ServerMessage.Disconnected(true)))
                .containsExactly(message(new ServerMessage.Disconnected(true)));
        assertThat(connection.receive(0, new ClientMessage.Disconnect())).isEmpty();
        assertThat(connection.feed(0, new ConnectionInput.SocketClosed())).isEmpty();
    }

    @Test
    void clientThatDoesNotCloseIsClosed() {
        connection.joinRoom();
        connection.fromRoom(0, new ServerMessage.Disconnected(true));

        assertThat(connection.timeout(5 * SECOND - 1)).isEmpty();
        assertThat(connection.timeout(5 * SECOND)).containsExactly(new Close(CloseReason.SESSION_ENDED));
    }

    @Test
    void supersededConnectionIsClosedWithoutAWordToTheRoom() {
        connection.joinRoom();

        assertThat(connection.feed(0, new ConnectionInput.Superseded()))
                .containsExactly(new Close(CloseReason.SUPERSEDED));
    }

    @Test
    void slowReaderAndShutdownLeaveTheSessionToBeResumed() {
        connection.joinRoom();
        assertThat(connection.feed(0, new ConnectionInput.Congested()))
                .containsExactly(LOSE, new Close(CloseReason.TOO_SLOW));

        ConnectionRig other = ConnectionRig.idle();
        other.joinRoom();
        assertThat(other.feed(0, new ConnectionInput.ShuttingDown()))
                .containsExactly(LOSE, new Close(CloseReason.SHUTTING_DOWN));
    }

    @Test
    void roomThatDoesNotAnswerIsLeft() {
        connection.receive(0, hello(connect("daily")));

        assertThat(connection.timeout(15 * SECOND - 1)).doesNotContain(LEAVE);
        assertThat(connection.timeout(15 * SECOND))
                .containsExactly(LEAVE, message(new ServerMessage.Failure(ErrorCode.ROOM_CONNECT_FAILED)));
        assertThat(connection.fromRoom(16 * SECOND, connected())).isEmpty();
    }

    @Test
    void roomThatAnswersInTimeIsNotLeft() {
        connection.receive(0, hello(connect("daily")));
        connection.fromRoom(14 * SECOND, connected());

        assertThat(connection.timeout(15 * SECOND)).isEmpty();
    }

    @Test
    void abandonedConnectionIsCountedAsClosedOnce() {
        Admission admission = new Admission(new Admission.Limits(1, 100, 100, Duration.ZERO, Duration.ofSeconds(3)), 0);
        ConnectionRig abandoned = new ConnectionRig(admission);
        ConnectionRig second = new ConnectionRig(admission);

        abandoned.abandon();
        abandoned.abandon();

        assertThat(second.receive(0, hello(ice()))).contains(WELCOME);
        ConnectionRig third = new ConnectionRig(admission);
        assertThat(third.receive(0, hello(ice()))).containsExactly(new Send(new ServerFrame.Busy(-1, false, null)));
    }

    @Test
    void unreachableRoomIsAnError() {
        connection.receive(0, hello(connect("daily")));

        assertThat(connection.feed(0, new ConnectionInput.RoomUnreachable()))
                .containsExactly(message(new ServerMessage.Failure(ErrorCode.ROOM_CONNECT_FAILED)));
    }

    @ParameterizedTest
    @EnumSource
    void noCloseCodeHangsTheSdk(CloseReason reason) {
        assertThat(reason.code()).isNotEqualTo(3005);
        assertThat(reason.code() == 1000).isEqualTo(reason == CloseReason.SESSION_ENDED);
    }

    static Stream<ConnectionInput> everyInput() {
        return Stream.of(
                new ConnectionInput.Received(new ClientFrame.Heartbeat(), 0, 0),
                new ConnectionInput.SocketClosed(),
                new ConnectionInput.FromRoom(connected()),
                new ConnectionInput.Superseded(),
                new ConnectionInput.RoomUnreachable(),
                new ConnectionInput.Congested(),
                new ConnectionInput.ShuttingDown());
    }

    @ParameterizedTest
    @MethodSource
    void everyInput(ConnectionInput input) {
        connection.feed(0, input);
        connection.feed(0, new ConnectionInput.SocketClosed());

        assertThat(connection.feed(1, input)).isEmpty();
        assertThat(connection.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void everyKindOfInputHasASample() {
        assertThat(everyInput().map(Object::getClass))
                .containsExactlyInAnyOrder(ConnectionInput.class.getPermittedSubclasses());
    }

    /** A connection behind one that took the only place of this second. */
    private static ConnectionRig queued() {
        Admission hurried =
                new Admission(new Admission.Limits(9, 1, 1, Duration.ofSeconds(5), Duration.ofSeconds(3)), 0);
        new ConnectionRig(hurried).receive(0, hello(ice()));
        return new ConnectionRig(hurried);
    }

    private static ErrorCode nameRefused(String name) {
        List<ConnectionOutput> outputs = ConnectionRig.idle().receive(0, hello(connect(name)));
        return Stream.of(ErrorCode.values())
                .filter(code -> outputs.contains(message(new ServerMessage.Failure(code))))
                .findFirst()
                .orElseThrow();
    }

    private static long negotiated(long timeoutMillis) {
        List<ConnectionOutput> outputs =
                ConnectionRig.idle().receive(0, new ClientFrame.Hello(2, timeoutMillis, null, ice()));
        return ((ServerFrame.Welcome) sent(outputs.get(0))).negotiatedTimeoutMillis();
    }

    private static ServerFrame sent(ConnectionOutput output) {
        return Objects.requireNonNull(((Send) output).frame());
    }

    private static Send message(ServerMessage message) {
        return new Send(new ServerFrame.Message(message));
    }
}
