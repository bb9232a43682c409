package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.ParticipantsResource;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RoomRequests;
import io.parley.signaling.rest.RoomsResource;
import io.parley.signaling.rest.RulesResource;
import io.parley.signaling.rest.TracksResource;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.store.Store;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.TokenVerifier;
import io.vertx.core.eventbus.EventBus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all loops of a node share: settings as the cores want them, and parts that are safe to share. */
final class Node implements AutoCloseable {

    final Config config;
    final int loops;
    final Metrics metrics;
    final RoomDirectory directory;
    final RoomEvents events;
    final TokenVerifier tokens;
    final IceServers iceServers;
    final RestApi rest;
    private final Store store;
    private final Map<String, List<RoomHistory>> toRestore;
    private final AtomicBoolean draining = new AtomicBoolean();

    private Node(Config config, EventBus eventBus, Metrics metrics, Storage storage) {
        this.config = config;
        this.metrics = metrics;
        this.store = storage.store();
        this.loops = loops(config);
        this.directory = new RoomDirectory(
                IntStream.range(0, loops).mapToObj(this::roomsAddress).toList());
        this.toRestore = storage.inProgress().stream().collect(Collectors.groupingBy(directory::reopened));
        this.events = new RoomEvents(directory, metrics, storage.journal());
        this.rest = new RestApi(
                endpoints(new RoomOwners(eventBus, directory)),
                authenticator(),
                (caller, method, path, status, remote) -> {},
                config.http().publicUrl());
        this.tokens = new TokenVerifier(ApiKeys.of(keys(config)), config.tokenLeeway());
        this.iceServers = iceServers(config.ice());
        metrics.watch(store);
    }

    /** A node on {@code storage}, which it closes in the end, or when it cannot be. */
    static Node on(Storage storage, Config config, EventBus eventBus, Metrics metrics) {
        try {
            return new Node(config, eventBus, metrics, storage);
        } catch (RuntimeException e) {
            storage.store().close();
            throw e;
        }
    }

    /** How many event loops there are to be. */
    static int loops(Config config) {
        int wanted = config.http().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    private List<Endpoint> endpoints(RoomRequests rooms) {
        return Stream.of(
                        new RoomsResource(
                                        store,
                                        rooms,
                                        roomSettings(),
                                        roomProfile().statusCallback())
                                .endpoints(),
                        new ParticipantsResource(store, rooms).endpoints(),
                        new TracksResource(store).endpoints(),
                        new RulesResource(store, rooms).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    private RestApi.Authenticator authenticator() {
        return (authorization, remote) -> {
            for (Config.Account each : config.accounts()) {
                String expected = "Basic "
                        + Base64.getEncoder()
                                .encodeToString((each.sid() + ":" + each.authToken()).getBytes(StandardCharsets.UTF_8));
                if (expected.equals(authorization)) {
                    return new Caller(each.sid(), each.sid(), Caller.Kind.MAIN, null);
                }
            }
            throw new RestFailure(401, 20003, "Authenticate");
        };
    }

    /** The rooms that a loop has to go on with. */
    List<RoomHistory> toRestore(String roomsAddress) {
        return toRestore.getOrDefault(roomsAddress, List.of());
    }

    /** Keeps what is still to be kept. Blocks meanwhile. */
    @Override
    public void close() {
        metrics.close();
        store.close();
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
                signaling.messageBurst());
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

    RoomSettings roomSettings() {
        Config.Rooms rooms = config.rooms();
        return new RoomSettings(
                rooms.type(),
                false,
                Math.min(rooms.maxParticipants(), rooms.type().maxParticipants()),
                rooms.maxTracks(),
                rooms.sessionTimeout(),
                rooms.sessionGrace(),
                rooms.maxParticipantDuration(),
                rooms.maxDuration(),
                Duration.ZERO,
                rooms.emptyTimeout());
    }

    /** Of rooms that clients make by joining. */
    RoomProfile roomProfile() {
        Config.Rooms.StatusCallback callback = config.rooms().statusCallback();
        return new RoomProfile(
                callback.url() == null ? null : new StatusCallback(callback.url(), callback.method()),
                List.of("VP8", "H264"),
                "us1",
                false,
                false,
                null);
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
