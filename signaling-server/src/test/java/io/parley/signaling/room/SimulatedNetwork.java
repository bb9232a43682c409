package io.parley.signaling.room;

import io.parley.machine.Machine;
import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.ClientFrame;
import io.parley.signaling.connection.Connection;
import io.parley.signaling.connection.ConnectionInput;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.connection.ConnectionOutput;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.connection.Frames;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.parley.token.TokenVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A server made of its machines, and sockets to it, in virtual time.
 *
 * <p>Everything takes a random while: frames on a socket, commands on their way to the room, answers on their way back.
 * On one way nothing overtakes. A socket that is {@link Socket#sever severed} swallows what is in flight and what comes
 * later; each end learns of it late, and the server perhaps never.
 */
final class SimulatedNetwork {

    static final int MAX_CONNECTIONS = 60;
    static final long EPOCH_SECONDS = 1_795_334_354L;
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

    private static final ApiKey KEY =
            new ApiKey("SK" + "b".repeat(32), "AC" + "a".repeat(32), "a-secret-of-32-characters-long!!");
    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            1_000,
            1_000,
            1_000_000,
            1_000_000);
    private static final RoomSettings SETTINGS = new RoomSettings(
            RoomType.PEER_TO_PEER,
            false,
            10,
            16,
            SESSION_TIMEOUT,
            Duration.ofSeconds(5),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ZERO,
            Duration.ZERO);
    private static final TokenVerifier TOKENS = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ofSeconds(30));
    private static final Map<String, String> MINTED = new HashMap<>();

    private record Event(long atNanos, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    final Random random;
    final @Nullable List<String> log;
    Rooms rooms;
    final List<RoomEvent> roomEvents = new ArrayList<>();
    private final Sids sids;
    private final Map<RoomSid, RoomHistory> histories = new LinkedHashMap<>();
    private Admission admission = newAdmission();
    /** Which life of the server process this is. */
    private int life;

    private final Map<ConnectionRef, Socket> sockets = new HashMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long order;
    private long roomsArmedNanos = Machine.NEVER;
    long nowNanos;

    SimulatedNetwork(long seed, boolean logged) {
        random = new Random(seed);
        log = logged ? new ArrayList<>() : null;
        sids = new Sids(new Random(seed));
        rooms = new Rooms(true, SETTINGS, Rigs.PROFILE, sids);
    }

    private static Admission newAdmission() {
        return new Admission(
                new Admission.Limits(MAX_CONNECTIONS, 1_000_000, 1_000_000, Duration.ZERO, Duration.ZERO), 0);
    }

    /** The process is killed, and a new one goes on with what the journal knows. */
    void killServer() {
        log("server killed");
        life++;
        for (Socket each : sockets.values()) {
            if (!each.severed) {
                each.sever(true, false, 2_000);
            }
        }
        admission = newAdmission();
        rooms = new Rooms(true, SETTINGS, Rigs.PROFILE, sids);
        roomsArmedNanos = Machine.NEVER;
        for (RoomHistory history : List.copyOf(histories.values())) {
            if (history.isInProgress()) {
                rooms.restore(nowNanos, history.snapshot(nowNanos / 1_000_000, life * 1_000_000L));
            }
        }
        settleRooms();
    }

    static String token(String identity) {
        return MINTED.computeIfAbsent(
                identity,
                who -> TokenMinter.mint(KEY, new TokenRequest(who, null, Duration.ofHours(1)), EPOCH_SECONDS));
    }

    void log(String line) {
        if (log != null) {
            log.add(String.format("%9.3f %s", nowNanos / 1e9, line));
        }
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, order++, action));
    }

    /** A moment of at most {@code maxMillis}, most often a short one. */
    long moment(int maxMillis) {
        int most = random.nextInt(4) == 0 ? maxMillis : Math.max(1, maxMillis / 10);
        return random.nextInt(most * 1_000) * 1_000L;
    }

    void run(Duration span) {
        long end = nowNanos + span.toNanos();
        while (!events.isEmpty() && events.peek().atNanos() <= end) {
            Event event = events.remove();
            nowNanos = event.atNanos();
            event.action().run();
        }
        nowNanos = end;
    }

    Socket open(Client client) {
        ConnectionRef ref = new ConnectionRef("loop", sockets.size() + 1L);
        Connection connection =
                new Connection(ref, LIMITS, admission, TOKENS, new IceServers(List.of(), null), nowNanos);
        Socket socket = new Socket(ref, connection, client);
        sockets.put(ref, socket);
        socket.settle();
        return socket;
    }

    /** Whether exactly as many newcomers get in as if nobody had ever been here. */
    boolean admitsAsManyAsInTheBeginning() {
        String hello = "{\"type\":\"hello\",\"version\":2,\"timeout\":5000,\"body\":{\"type\":\"ice\",\"token\":\""
                + token("probe") + "\"}}";
        Connection last = null;
        List<Boolean> welcome = new ArrayList<>();
        for (int i = 0; i <= MAX_CONNECTIONS; i++) {
            last = new Connection(
                    new ConnectionRef("probe", i),
                    LIMITS,
                    admission,
                    TOKENS,
                    new IceServers(List.of(), null),
                    nowNanos);
            if (i >= MAX_CONNECTIONS - 1) {
                last.handle(nowNanos, new ConnectionInput.Received(Frames.read(hello), hello.length(), EPOCH_SECONDS));
                welcome.add(String.valueOf(last.poll()).contains("Welcome"));
            }
        }
        return welcome.equals(List.of(true, false));
    }

    void command(RoomCommand command) {
        rooms.handle(nowNanos, command);
        settleRooms();
    }

    private void settleRooms() {
        for (RoomOutput output = rooms.poll(); output != null; output = rooms.poll()) {
            if (output instanceof RoomOutput.Send send) {
                socket(send.to()).fromRoom(new ConnectionInput.FromRoom(send.message()));
            } else if (output instanceof RoomOutput.Supersede supersede) {
                socket(supersede.connection()).fromRoom(new ConnectionInput.Superseded());
            } else if (output instanceof RoomOutput.Emit emit) {
                log("event " + emit.event());
                roomEvents.add(emit.event());
                histories
                        .computeIfAbsent(emit.event().room(), room -> new RoomHistory())
                        .add(nowNanos / 1_000_000, emit.event());
            }
        }
        long next = rooms.nextTimeoutNanos();
        if (next < roomsArmedNanos) {
            roomsArmedNanos = next;
            int armedIn = life;
            after(Math.max(0, next - nowNanos), () -> {
                if (life == armedIn) {
                    roomsArmedNanos = Machine.NEVER;
                    rooms.handleTimeout(nowNanos);
                    settleRooms();
                }
            });
        }
    }

    private Socket socket(ConnectionRef ref) {
        Socket socket = sockets.get(ref);
        if (socket == null) {
            throw new AssertionError("no socket " + ref);
        }
        return socket;
    }

    /** The client's side of a socket. */
    interface Client {
        void received(Socket socket, String text);

        void socketLost(Socket socket);
    }

    final class Socket {

        private final ConnectionRef ref;
        private final Connection connection;
        private final Client client;
        private long armedNanos = Machine.NEVER;
        private boolean severed;
        private boolean closedByClient;
        private final long[] lastArrivalNanos = new long[4];
        private final int openedIn = life;

        private Socket(ConnectionRef ref, Connection connection, Client client) {
            this.ref = ref;
            this.connection = connection;
            this.client = client;
        }

        boolean severed() {
            return severed;
        }

        /** @param lost runs if the frame never arrives */
        void send(String text, Runnable lost) {
            onWay(0, 200, () -> {
                if (severed) {
                    lost.run();
                    return;
                }
                log(this + " C>S " + text);
                ClientFrame frame = Frames.read(text);
                input(new ConnectionInput.Received(frame, text.length(), EPOCH_SECONDS));
            });
        }

        /** The client closes: what it has sent still arrives before. */
        void close() {
            closedByClient = true;
            onWay(0, 200, () -> {
                if (!severed) {
                    input(new ConnectionInput.SocketClosed());
                }
            });
        }

        void sever(boolean clientLearns, boolean serverLearns, int maxMillis) {
            severed = true;
            log(this + " severed");
            if (clientLearns) {
                after(moment(maxMillis), () -> client.socketLost(this));
            }
            if (serverLearns) {
                after(moment(20_000), () -> input(new ConnectionInput.SocketClosed()));
            }
        }

        private void fromRoom(ConnectionInput input) {
            onWay(3, 20, () -> input(input));
        }

        private void input(ConnectionInput input) {
            if (life == openedIn) {
                connection.handle(nowNanos, input);
                settle();
            }
        }

        private void settle() {
            for (ConnectionOutput output = connection.poll(); output != null; output = connection.poll()) {
                perform(output);
            }
            long next = connection.nextTimeoutNanos();
            if (next < armedNanos) {
                armedNanos = next;
                after(Math.max(0, next - nowNanos), () -> {
                    armedNanos = Machine.NEVER;
                    if (life != openedIn) {
                        return;
                    }
                    if (connection.nextTimeoutNanos() <= nowNanos) {
                        connection.handleTimeout(nowNanos);
                    }
                    settle();
                });
            }
        }

        private void perform(ConnectionOutput output) {
            if (output instanceof ConnectionOutput.Send send) {
                String text = Frames.write(send.frame());
                onWay(1, 200, () -> {
                    if (!severed && !closedByClient) {
                        log(this + " S>C " + text);
                        client.received(this, text);
                    }
                });
            } else if (output instanceof ConnectionOutput.Close close) {
                log(this + " closed by server: " + close.reason());
                onWay(1, 200, () -> {
                    if (!severed && !closedByClient) {
                        client.socketLost(this);
                    }
                });
            } else if (output instanceof ConnectionOutput.ToRoom toRoom) {
                onWay(2, 20, () -> {
                    if (life == openedIn) {
                        command(toRoom.command());
                    }
                });
            }
        }

        private void onWay(int way, int maxMillis, Runnable arrival) {
            long at = Math.max(lastArrivalNanos[way], nowNanos + moment(maxMillis));
            lastArrivalNanos[way] = at;
            after(at - nowNanos, arrival);
        }

        @Override
        public String toString() {
            return client + "#" + ref.id();
        }
    }
}
