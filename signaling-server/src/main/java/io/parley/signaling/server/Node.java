package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.insights.InsightsLimits;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.room.RoomSettings;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.TokenVerifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** What all loops of a node share: settings as the cores want them, and parts that are safe to share. */
final class Node {

    final Config config;
    final int loops;
    final Metrics metrics = new Metrics();
    final RoomDirectory directory;
    final RoomEvents events;
    final TokenVerifier tokens;
    final IceServers iceServers;
    private final AtomicBoolean draining = new AtomicBoolean();

    Node(Config config) {
        this.config = config;
        int wanted = config.http().eventLoops();
        this.loops = wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
        this.directory = new RoomDirectory(
                IntStream.range(0, loops).mapToObj(this::roomsAddress).toList());
        this.events = new RoomEvents(directory, metrics);
        this.tokens = new TokenVerifier(ApiKeys.of(keys(config)), config.tokenLeeway());
        this.iceServers = iceServers(config.ice());
    }

    /** Whether the node is about to stop. */
    boolean isDraining() {
        return draining.get();
    }

    void drain() {
        draining.set(true);
    }

    static List<ApiKey> keys(Config config) {
        return config.apiKeys().stream()
                .map(key -> new ApiKey(key.sid(), key.accountSid(), key.secret()))
                .toList();
    }

    /** Where loop {@code n} hears of its rooms. */
    String roomsAddress(int n) {
        return "rooms.local." + n;
    }

    /** Where loop {@code n} hears of its connections. */
    String sessionsAddress(int n) {
        return "sessions.local." + n;
    }

    ConnectionLimits connectionLimits() {
        Config.Signaling signaling = config.signaling();
        return new ConnectionLimits(
                signaling.helloTimeout(),
                signaling.heartbeatInterval(),
                signaling.deadAfter(),
                signaling.closingTimeout(),
                signaling.messagesPerSecond(),
                signaling.messageBurst(),
                signaling.bytesPerSecond(),
                signaling.byteBurst());
    }

    Admission.Limits admissionLimits() {
        Config.Signaling signaling = config.signaling();
        return new Admission.Limits(
                signaling.maxConnections(),
                signaling.joinsPerSecond(),
                signaling.joinBurst(),
                signaling.longestWait(),
                config.http().drainRetry());
    }

    InsightsLimits insightsLimits() {
        Config.Insights insights = config.insights();
        return new InsightsLimits(
                insights.connectTimeout(), insights.deadAfter(), insights.messagesPerSecond(), insights.messageBurst());
    }

    RoomSettings roomSettings() {
        Config.Rooms rooms = config.rooms();
        return new RoomSettings(
                rooms.type(),
                Math.min(rooms.maxParticipants(), rooms.type().maxParticipants()),
                rooms.maxTracks(),
                rooms.sessionTimeout(),
                rooms.sessionGrace(),
                rooms.maxParticipantDuration(),
                rooms.maxDuration(),
                rooms.emptyTimeout());
    }

    private static IceServers iceServers(Config.Ice ice) {
        List<IceServer> fixed = ice.servers().stream()
                .map(server -> new IceServer(server.urls(), server.username(), server.credential()))
                .toList();
        Config.Ice.Turn turn = ice.turn();
        String secret = turn.secret();
        return new IceServers(fixed, secret == null ? null : new IceServers.Turn(turn.urls(), secret, turn.lifetime()));
    }
}
