package io.parley.signaling.connection;

import io.parley.machine.Machine;
import io.parley.machine.TokenBucket;
import io.parley.signaling.connection.ConnectionInput.Congested;
import io.parley.signaling.connection.ConnectionInput.FromRoom;
import io.parley.signaling.connection.ConnectionInput.Received;
import io.parley.signaling.connection.ConnectionInput.RoomUnreachable;
import io.parley.signaling.connection.ConnectionInput.ShuttingDown;
import io.parley.signaling.connection.ConnectionInput.SocketClosed;
import io.parley.signaling.connection.ConnectionInput.Superseded;
import io.parley.signaling.connection.ConnectionOutput.Close;
import io.parley.signaling.connection.ConnectionOutput.Send;
import io.parley.signaling.connection.ConnectionOutput.ToRoom;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomName;
import io.parley.token.AccessToken;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a client: envelope, heartbeats, limits, and the way into a room (docs/signaling.md, "Envelope").
 *
 * <pre>
 *  AWAITING_HELLO ──hello──▶ WELCOMED ──connect/sync──▶ JOINING ──connected/synced──▶ JOINED
 *      │  ▲                      │ ice: answered             │                          │
 *    busy, told to wait          └───────── error, disconnected, disconnect ────────────┴──▶ ENDING ──▶ CLOSED
 * </pre>
 *
 * <p>The session outlives this: when the socket is lost in JOINING or JOINED the room is told, and waits for a
 * {@code sync} over another connection. Frames that come in ENDING or CLOSED are ignored: the client may not yet know.
 */
public final class Connection implements Machine<ConnectionInput, ConnectionOutput> {

    private static final int ENVELOPE_VERSION = 2;
    /** So that a heartbeat is on its way before the negotiated silence is over. */
    private static final long HEARTBEAT_LEAD_NANOS = Duration.ofMillis(500).toNanos();
    /** A client that asks for longer silence than this gets this. */
    private static final long MAX_TIMEOUT_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final int DEAD_AFTER_TIMEOUTS = 3;

    private enum State {
        AWAITING_HELLO,
        WELCOMED,
        JOINING,
        JOINED,
        ENDING,
        CLOSED
    }

    private final ConnectionRef self;
    private final ConnectionLimits limits;
    private final Admission admission;
    private final TokenVerifier tokens;
    private final IceServers iceServers;
    private final Queue<ConnectionOutput> outputs = new ArrayDeque<>(2);

    private final TokenBucket messages;
    private final TokenBucket bytes;
    private State state = State.AWAITING_HELLO;
    /** The cookie of a hello that was told to wait, and from when on it is welcome. */
    private @Nullable String cookie;

    private long admittedAtNanos;

    /** When the phase at hand has lasted too long. */
    private long phaseEndsAtNanos;

    private CloseReason phaseEndsWith = CloseReason.NO_HELLO;
    private long negotiatedNanos;
    private long lastSentNanos;
    private long lastReceivedNanos;

    public Connection(
            ConnectionRef self,
            ConnectionLimits limits,
            Admission admission,
            TokenVerifier tokens,
            IceServers iceServers,
            long nowNanos) {
        this.self = self;
        this.limits = limits;
        this.admission = admission;
        this.tokens = tokens;
        this.iceServers = iceServers;
        this.messages = new TokenBucket(limits.messagesPerSecond(), limits.messageBurst(), nowNanos);
        this.bytes = new TokenBucket(limits.bytesPerSecond(), limits.byteBurst(), nowNanos);
        this.phaseEndsAtNanos = nowNanos + limits.helloTimeout().toNanos();
        admission.opened();
    }

    @Override
    public void handle(long nowNanos, ConnectionInput input) {
        if (state == State.CLOSED) {
            return;
        }
        if (input instanceof Received received) {
            received(nowNanos, received);
        } else if (input instanceof FromRoom fromRoom) {
            fromRoom(nowNanos, fromRoom.message());
        } else if (input instanceof SocketClosed) {
            lose();
            close(null);
        } else if (input instanceof Superseded) {
            close(CloseReason.SUPERSEDED);
        } else if (input instanceof RoomUnreachable) {
            fail(nowNanos, ErrorCode.ROOM_CONNECT_FAILED);
        } else if (input instanceof Congested) {
            lose();
            close(CloseReason.TOO_SLOW);
        } else if (input instanceof ShuttingDown) {
            lose();
            close(CloseReason.SHUTTING_DOWN);
        } else {
            throw new IllegalStateException("no rule for " + input.getClass());
        }
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (nowNanos >= phaseEndsAtNanos && state == State.JOINING) {
            expel(nowNanos, ErrorCode.ROOM_CONNECT_FAILED);
        } else if (nowNanos >= phaseEndsAtNanos) {
            close(phaseEndsWith);
        } else if (nowNanos >= deadAtNanos()) {
            lose();
            close(CloseReason.SILENT);
        } else if (nowNanos >= heartbeatAtNanos()) {
            send(nowNanos, new ServerFrame.Heartbeat());
        }
    }

    @Override
    public @Nullable ConnectionOutput poll() {
        return outputs.poll();
    }

    @Override
    public long nextTimeoutNanos() {
        return Math.min(phaseEndsAtNanos, Math.min(deadAtNanos(), heartbeatAtNanos()));
    }

    /** Ends it without a word, in whatever state a bug has left it; it is not driven any more. */
    public void abandon() {
        outputs.clear();
        if (state != State.CLOSED) {
            close(null);
        }
    }

    private boolean welcomed() {
        return state == State.WELCOMED || state == State.JOINING || state == State.JOINED;
    }

    private long deadAtNanos() {
        long patience = Math.max(
                DEAD_AFTER_TIMEOUTS * negotiatedNanos, limits.deadAfter().toNanos());
        return welcomed() ? lastReceivedNanos + patience : NEVER;
    }

    private long heartbeatAtNanos() {
        long silence = Math.max(negotiatedNanos / 2, negotiatedNanos - HEARTBEAT_LEAD_NANOS);
        return welcomed() ? lastSentNanos + silence : NEVER;
    }

    private void received(long nowNanos, Received received) {
        lastReceivedNanos = nowNanos;
        if (state == State.ENDING) {
            return;
        }
        if (!messages.take(nowNanos) || !bytes.take(nowNanos, received.bytes())) {
            expel(nowNanos, ErrorCode.TOO_MANY_REQUESTS);
            return;
        }
        ClientFrame frame = received.frame();
        if (state == State.AWAITING_HELLO) {
            firstFrame(nowNanos, frame, received.epochSeconds());
        } else if (frame instanceof ClientFrame.Message message) {
            message(nowNanos, message.body(), received.epochSeconds());
        } else if (frame instanceof ClientFrame.Malformed) {
            expel(nowNanos, ErrorCode.OUTGOING_MESSAGE_INVALID);
        } else if (frame instanceof ClientFrame.Bye) {
            leave(nowNanos);
        }
        // A heartbeat has done its work. A hello is a repetition: its predecessor was slow to be answered, not lost.
    }

    private void firstFrame(long nowNanos, ClientFrame frame, long epochSeconds) {
        if (frame instanceof ClientFrame.Hello hello) {
            if (hello.version() != ENVELOPE_VERSION) {
                refuse(nowNanos, "version " + ENVELOPE_VERSION + " of the envelope is spoken here");
            } else {
                hello(nowNanos, hello, epochSeconds);
            }
        } else if (frame instanceof ClientFrame.Malformed malformed) {
            refuse(nowNanos, malformed.reason());
        } else if (frame instanceof ClientFrame.Bye) {
            end(nowNanos, CloseReason.SESSION_ENDED);
        } else {
            refuse(nowNanos, "a hello comes first");
        }
    }

    private void hello(long nowNanos, ClientFrame.Hello hello, long epochSeconds) {
        if (cookie != null) {
            // Whatever cookie comes with it: a socket has one place in the queue.
            waited(nowNanos, hello, epochSeconds);
            return;
        }
        Admission.Decision decision = admission.decide(nowNanos, hello.body() instanceof ClientMessage.Sync);
        if (decision instanceof Admission.Decision.Admit) {
            welcome(nowNanos, hello, epochSeconds);
        } else if (decision instanceof Admission.Decision.Wait wait) {
            cookie = "wait-" + self.id();
            admittedAtNanos = nowNanos + wait.nanos();
            phaseEndsAtNanos = admittedAtNanos + limits.helloTimeout().toNanos();
            askToWait(nowNanos);
        } else if (decision instanceof Admission.Decision.TryElsewhere elsewhere) {
            send(nowNanos, new ServerFrame.Busy(elsewhere.afterMillis(), false, null));
            end(nowNanos, CloseReason.BUSY_ELSEWHERE);
        } else {
            send(nowNanos, new ServerFrame.Busy(-1, false, null));
            end(nowNanos, CloseReason.BUSY_FOR_GOOD);
        }
    }

    private void waited(long nowNanos, ClientFrame.Hello hello, long epochSeconds) {
        if (nowNanos < admittedAtNanos) {
            askToWait(nowNanos);
        } else {
            welcome(nowNanos, hello, epochSeconds);
        }
    }

    private void askToWait(long nowNanos) {
        long millis = Duration.ofNanos(admittedAtNanos - nowNanos).toMillis() + 1;
        send(nowNanos, new ServerFrame.Busy(millis, true, cookie));
    }

    private void welcome(long nowNanos, ClientFrame.Hello hello, long epochSeconds) {
        long millis = Math.min(
                Math.max(hello.timeoutMillis(), limits.heartbeatInterval().toMillis()), MAX_TIMEOUT_MILLIS);
        negotiatedNanos = Duration.ofMillis(millis).toNanos();
        state = State.WELCOMED;
        phaseEndsAtNanos = nowNanos + limits.helloTimeout().toNanos();
        phaseEndsWith = CloseReason.NOTHING_ASKED;
        send(nowNanos, new ServerFrame.Welcome(millis));
        message(nowNanos, hello.body(), epochSeconds);
    }

    private void message(long nowNanos, ClientMessage message, long epochSeconds) {
        if (message instanceof ClientMessage.Update update && state == State.JOINED) {
            outputs.add(new ToRoom(
                    new RoomCommand.Update(self, update.session(), update.participant(), update.peerConnections())));
        } else if (message instanceof ClientMessage.Ice ice && state == State.WELCOMED) {
            ice(nowNanos, ice, epochSeconds);
        } else if (message instanceof ClientMessage.Connect connect && state == State.WELCOMED) {
            connect(nowNanos, connect, epochSeconds);
        } else if (message instanceof ClientMessage.Sync sync && state == State.WELCOMED) {
            sync(nowNanos, sync, epochSeconds);
        } else if (message instanceof ClientMessage.Disconnect) {
            leave(nowNanos);
        } else {
            expel(nowNanos, ErrorCode.OUTGOING_MESSAGE_INVALID);
        }
    }

    private void ice(long nowNanos, ClientMessage.Ice ice, long epochSeconds) {
        AccessToken token = verify(nowNanos, ice.token(), epochSeconds);
        if (token != null) {
            send(
                    nowNanos,
                    new ServerFrame.Message(
                            new ServerMessage.Iced(iceServers.forParticipant(token.identity(), epochSeconds))));
        }
    }

    private void connect(long nowNanos, ClientMessage.Connect connect, long epochSeconds) {
        AccessToken token = verify(nowNanos, connect.token(), epochSeconds);
        if (token == null) {
            return;
        }
        String name = connect.name() == null ? token.room() : connect.name();
        ErrorCode nameError = name == null ? null : RoomName.error(name);
        if (nameError != null) {
            fail(nowNanos, nameError);
            return;
        }
        join(
                nowNanos,
                new RoomCommand.Join(
                        self,
                        token.accountSid(),
                        name,
                        token.room(),
                        token.identity(),
                        connect.participant(),
                        connect.peerConnections(),
                        connect.publisher(),
                        connect.subscribes()));
    }

    private void sync(long nowNanos, ClientMessage.Sync sync, long epochSeconds) {
        AccessToken token = verify(nowNanos, sync.token(), epochSeconds);
        if (token != null) {
            join(
                    nowNanos,
                    new RoomCommand.Resume(
                            self,
                            token.accountSid(),
                            sync.session(),
                            token.identity(),
                            sync.participant(),
                            sync.peerConnections()));
        }
    }

    private void join(long nowNanos, RoomCommand command) {
        state = State.JOINING;
        phaseEndsAtNanos = nowNanos + limits.helloTimeout().toNanos();
        outputs.add(new ToRoom(command));
    }

    private @Nullable AccessToken verify(long nowNanos, String token, long epochSeconds) {
        Verification verification = tokens.verify(token, epochSeconds);
        if (verification instanceof Verification.Verified verified) {
            return verified.token();
        }
        var error = ((Verification.Rejected) verification).error();
        send(nowNanos, new ServerFrame.Message(new ServerMessage.Failure(error.code(), error.message())));
        end(nowNanos, CloseReason.SESSION_ENDED);
        return null;
    }

    private void fromRoom(long nowNanos, ServerMessage message) {
        if (state != State.JOINING && state != State.JOINED) {
            return;
        }
        send(nowNanos, new ServerFrame.Message(message));
        if (message.endsSession()) {
            end(nowNanos, CloseReason.SESSION_ENDED);
        } else {
            state = State.JOINED;
            phaseEndsAtNanos = NEVER;
        }
    }

    /** The client leaves on its own; also while its join is on the way, when it gave up. */
    private void leave(long nowNanos) {
        leaveRoom();
        end(nowNanos, CloseReason.SESSION_ENDED);
    }

    private void leaveRoom() {
        if (state == State.JOINING || state == State.JOINED) {
            outputs.add(new ToRoom(new RoomCommand.Leave(self)));
        }
    }

    /** Tells the room that the participant has no socket any more. */
    private void lose() {
        if (state == State.JOINING || state == State.JOINED) {
            outputs.add(new ToRoom(new RoomCommand.Lose(self)));
        }
    }

    /** The session ends, and nobody else notices more than that: the client breaks the rules, or its room is silent. */
    private void expel(long nowNanos, ErrorCode error) {
        leaveRoom();
        fail(nowNanos, error);
    }

    private void fail(long nowNanos, ErrorCode error) {
        ServerMessage message = new ServerMessage.Failure(error);
        send(
                nowNanos,
                state == State.AWAITING_HELLO
                        ? new ServerFrame.Bad(error.message())
                        : new ServerFrame.Message(message));
        end(nowNanos, CloseReason.SESSION_ENDED);
    }

    private void refuse(long nowNanos, String reason) {
        send(nowNanos, new ServerFrame.Bad(reason));
        end(nowNanos, CloseReason.PROTOCOL_VIOLATED);
    }

    /** Nothing more is said; the client closes the socket, or else we do. */
    private void end(long nowNanos, CloseReason reason) {
        state = State.ENDING;
        phaseEndsAtNanos = nowNanos + limits.closingTimeout().toNanos();
        phaseEndsWith = reason;
    }

    private void close(@Nullable CloseReason reason) {
        state = State.CLOSED;
        phaseEndsAtNanos = NEVER;
        admission.closed();
        if (reason != null) {
            outputs.add(new Close(reason));
        }
    }

    private void send(long nowNanos, ServerFrame frame) {
        lastSentNanos = nowNanos;
        outputs.add(new Send(frame));
    }
}
