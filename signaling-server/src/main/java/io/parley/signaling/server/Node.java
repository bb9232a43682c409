package io.parley.signaling.server;

import io.parley.signaling.account.KeyRing;
import io.parley.signaling.config.Config;
import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.insights.InsightsLimits;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.parley.signaling.webhook.AuthTokens;
import io.parley.signaling.webhook.WebhookOutbox;
import io.parley.signaling.webhook.WebhookSender;
import io.parley.token.ApiKey;
import io.parley.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all loops of a node share: settings as the cores want them, and parts that are safe to share. */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("parley.node");
    private static final long FORGET_EVERY_MILLIS = Duration.ofHours(1).toMillis();
    /** Of each event some hundred bytes wait in memory while the database is away. */
    private static final int MAX_EVENTS_WAITING = 200_000;

    final Config config;
    final int loops;
    final Metrics metrics = new Metrics();
    final RoomDirectory directory;
    final RoomEvents events;
    final TokenVerifier tokens;
    final IceServers iceServers;
    final RestServices rest;
    private final Store store;
    private final Journal journal;
    private final WebhookSender webhooks;
    private final Map<String, List<RoomHistory>> toRestore;
    private final AtomicBoolean draining = new AtomicBoolean();

    private Node(Config config, Vertx vertx, Store store) {
        this.config = config;
        this.store = store;
        this.loops = loops(config);
        this.directory = new RoomDirectory(
                IntStream.range(0, loops).mapToObj(this::roomsAddress).toList());
        this.webhooks = new WebhookSender(vertx, store, config.webhooks(), AuthTokens.of(config.accounts()), metrics);
        this.journal = Journal.open(store, List.of(new RoomProjector(), new WebhookOutbox(webhooks::wake)));
        this.toRestore = journal.roomsInProgress().stream()
                .filter(RoomHistory::isInProgress)
                .collect(Collectors.groupingByConcurrent(directory::reopened));
        this.toRestore.values().forEach(rooms -> rooms.forEach(metrics::roomRestored));
        this.events = new RoomEvents(directory, metrics, journal);
        KeyRing keys = KeyRing.open(config, store, new SecureRandom(), InstantSource.system());
        this.tokens = new TokenVerifier(keys, config.tokenLeeway());
        this.iceServers = iceServers(config.ice());
        this.rest = new RestServices(
                config,
                store,
                keys,
                iceServers,
                new RoomOwners(vertx.eventBus(), directory),
                (room, participant) -> journal.append(
                        new RoomEvent.ParticipantAnonymized(room, participant), System.currentTimeMillis()),
                webhooks,
                roomSettings(),
                roomProfile());
        metrics.watch(store);
    }

    /** Opens the store and brings back what is in it. Blocks meanwhile. */
    static Node open(Config config, Vertx vertx) {
        Store store = Store.open(storeOptions(config.store()));
        try {
            return new Node(config, vertx, store);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** How many event loops there are to be. */
    static int loops(Config config) {
        int wanted = config.http().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    private static StoreOptions storeOptions(Config.Store store) {
        if (store.url() != null) {
            return new StoreOptions(store.url(), store.user(), store.password(), store.maxWaiting());
        }
        Path directory = Path.of(store.directory());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + directory, e);
        }
        return new StoreOptions("jdbc:sqlite:" + directory.resolve("parley.db"), null, null, store.maxWaiting());
    }

    /** The rooms that a loop has to go on with. */
    List<RoomHistory> toRestore(String roomsAddress) {
        List<RoomHistory> rooms = toRestore.remove(roomsAddress);
        return rooms == null ? List.of() : rooms;
    }

    /** Begins what goes on beside the loops. */
    Future<Void> start(Vertx vertx) {
        rest.start(vertx);
        forgetRooms();
        vertx.setPeriodic(FORGET_EVERY_MILLIS, again -> forgetRooms());
        return webhooks.start();
    }

    private void forgetRooms() {
        long before =
                System.currentTimeMillis() - config.store().keepEndedRooms().toMillis();
        journal.forgetRoomsEndedBefore(before).whenComplete((more, failure) -> {
            if (failure != null) {
                LOG.atError().setCause(failure).log("rooms that have ended could not be forgotten");
            } else if (more) {
                forgetRooms();
            }
        });
    }

    /** Whether so much waits for the database that nobody more should come. */
    boolean isOverloaded() {
        return store.waiting() > MAX_EVENTS_WAITING;
    }

    /** Ends what goes on beside the loops. */
    Future<Void> stop() {
        return webhooks.close();
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
                config.rooms().type().isGroup() ? List.of("VP8", "H264") : List.of(),
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
