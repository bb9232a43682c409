package io.parley.signaling.connection;

import io.parley.signaling.connection.ConnectionInput.FromRoom;
import io.parley.signaling.connection.ConnectionInput.Received;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.message.Subscribed;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.parley.token.TokenVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection with what it needs, and samples of what goes through it. */
public final class ConnectionRig {

    static final long EPOCH_SECONDS = 1_795_334_354L;
    static final ConnectionRef SELF = new ConnectionRef("loop", 7);
    static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            10,
            20,
            1_000,
            5_000);
    static final List<IceServer> ICE_SERVERS = List.of(new IceServer(List.of("stun:stun.example.org"), null, null));

    private static final ApiKey KEY =
            new ApiKey("SK" + "b".repeat(32), "AC" + "a".repeat(32), "a-secret-of-32-characters-long!!");

    private final Connection connection;

    ConnectionRig(Admission.Limits admission) {
        this(new Admission(admission, 0));
    }

    ConnectionRig(Admission admission) {
        connection = new Connection(
                SELF,
                LIMITS,
                admission,
                new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ofSeconds(30)),
                new IceServers(ICE_SERVERS, null),
                0);
    }

    /** A connection of a server that is not busy. */
    public static ConnectionRig idle() {
        return new ConnectionRig(new Admission.Limits(100, 100, 100, Duration.ZERO, Duration.ofSeconds(3)));
    }

    static String token(@Nullable String room) {
        return TokenMinter.mint(KEY, new TokenRequest("alice", room, Duration.ofHours(1)), EPOCH_SECONDS);
    }

    static ClientFrame.Hello hello(ClientMessage body) {
        return hello(body, null);
    }

    static ClientFrame.Hello hello(ClientMessage body, @Nullable String cookie) {
        return new ClientFrame.Hello(2, 5_000, cookie, body);
    }

    static ClientMessage ice() {
        return new ClientMessage.Ice(token(null));
    }

    static ClientMessage connect(@Nullable String name) {
        return new ClientMessage.Connect(
                token(null), name, new LocalParticipant(1, List.of()), List.of(), Publisher.UNKNOWN, true);
    }

    static ClientMessage sync() {
        return new ClientMessage.Sync("session", token(null), new LocalParticipant(1, List.of()), List.of());
    }

    static ClientMessage update() {
        return new ClientMessage.Update("session", new LocalParticipant(2, List.of()), List.of());
    }

    public static ServerMessage connected() {
        return new ServerMessage.Connected(
                "session",
                new RoomSid("RM" + "0".repeat(32)),
                "daily",
                new ParticipantSid("PA" + "0".repeat(32)),
                "alice",
                30,
                new RoomState(List.of(), List.of(), new Published(1, List.of()), new Subscribed(1, List.of())));
    }

    /** What comes of one frame. */
    List<ConnectionOutput> receive(long nowNanos, ClientFrame frame) {
        return receive(nowNanos, frame, 10);
    }

    List<ConnectionOutput> receive(long nowNanos, ClientFrame frame, int bytes) {
        return feed(nowNanos, new Received(frame, bytes, EPOCH_SECONDS));
    }

    List<ConnectionOutput> receive(long nowNanos, ClientMessage message) {
        return receive(nowNanos, new ClientFrame.Message(message));
    }

    /** What comes of a frame as text. */
    public List<ConnectionOutput> receive(long nowNanos, String text) {
        return receive(nowNanos, Frames.read(text));
    }

    /** What comes of an answer from the room. */
    public List<ConnectionOutput> fromRoom(long nowNanos, ServerMessage message) {
        return feed(nowNanos, new FromRoom(message));
    }

    public List<ConnectionOutput> feed(long nowNanos, ConnectionInput input) {
        connection.handle(nowNanos, input);
        return drain();
    }

    public List<ConnectionOutput> timeout(long nowNanos) {
        connection.handleTimeout(nowNanos);
        return drain();
    }

    void abandon() {
        connection.abandon();
    }

    public long nextTimeoutNanos() {
        return connection.nextTimeoutNanos();
    }

    /** Brings the connection into a room. */
    void joinRoom() {
        receive(0, hello(connect("daily")));
        fromRoom(0, connected());
    }

    private List<ConnectionOutput> drain() {
        List<ConnectionOutput> outputs = new ArrayList<>();
        for (ConnectionOutput output = connection.poll(); output != null; output = connection.poll()) {
            outputs.add(output);
        }
        return outputs;
    }
}
