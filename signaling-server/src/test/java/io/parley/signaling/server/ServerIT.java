package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell over loopback: wiring, limits and life cycle. What rooms and connections decide is tested with them. */
class ServerIT {

    private static final String CLOSED = "closed ";

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ParleyServer> servers = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private int directories;

    @SuppressWarnings("NullAway.Init")
    private ParleyServer server;

    @BeforeEach
    void start() {
        server = await(ParleyServer.start(development("")));
        servers.add(server);
    }

    @AfterEach
    void stop() {
        servers.forEach(each -> await(each.stop()));
        await(vertx.close());
    }

    /** A client's end of a socket: each frame as it came, and at last {@code closed} with the code. */
    private final class Client {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final WebSocket socket;

        Client(String path) {
            socket = await(client.connect(server.port(), "127.0.0.1", path));
            socket.textMessageHandler(received::add);
            socket.closeHandler(gone -> received.add(CLOSED + socket.closeStatusCode()));
        }

        void send(JsonObject frame) {
            await(socket.writeTextMessage(frame.encode()));
        }

        String next() {
            return ServerIT.next(received);
        }

        JsonObject nextBody() {
            return new JsonObject(next()).getJsonObject("body");
        }
    }

    @Test
    void twoClientsMeetInARoomOnWhateverLoopTheyAre() {
        Client alice = join("alice");
        JsonObject connected = alice.nextBody();
        Client bob = join("bob");

        assertThat(bob.nextBody().getJsonArray("participants").getJsonObject(0).getString("identity"))
                .isEqualTo("alice");
        JsonObject update = alice.nextBody();
        assertThat(update.getJsonArray("participants").getJsonObject(0).getString("identity"))
                .isEqualTo("bob");
        assertThat(connected.getString("name")).isEqualTo("r1");
    }

    @Test
    void aSessionResumesOverANewSocketAndTheOldOneIsClosed() {
        Client alice = join("alice");
        String session = alice.nextBody().getString("session");
        Client again = new Client("/signaling");

        again.send(hello(new JsonObject()
                .put("type", "sync")
                .put("session", session)
                .put("token", token("alice"))
                .put("participant", participant())));

        assertThat(again.next()).contains("welcome");
        assertThat(again.nextBody().getString("type")).isEqualTo("synced");
        assertThat(alice.next()).isEqualTo(CLOSED + 4001);
    }

    @Test
    void aMessageThatIsTooLargeEndsTheSession() {
        Client alice = join("alice");
        alice.next();

        alice.socket.writeTextMessage("x".repeat(1024 * 1024 + 1));

        assertThat(alice.nextBody().getInteger("code")).isEqualTo(53004);
    }

    @Test
    void aBinaryFrameIsRefused() {
        Client alice = new Client("/signaling");

        alice.socket.writeBinaryMessage(Buffer.buffer(new byte[] {1, 2, 3}));

        assertThat(alice.next()).isEqualTo("{\"type\":\"bad\",\"reason\":\"frames are text\"}");
    }

    @Test
    void stoppingTellsClientsToResume() {
        Client alice = join("alice");
        alice.next();

        await(server.stop());
        servers.remove(server);

        assertThat(alice.next()).isEqualTo(CLOSED + 1012);
    }

    @Test
    void whileDrainingNewcomersAreSentElsewhereAndReadinessIsGone() throws Exception {
        await(server.stop());
        servers.remove(server);
        server = await(ParleyServer.start(development("http: {drain_timeout: 5s, drain_retry: 700ms}")));
        Client alice = join("alice");
        alice.next();

        Future<Void> stopped = server.stop();
        Client bob = new Client("/signaling");
        bob.send(hello(connect("bob")));

        assertThat(bob.next()).isEqualTo("{\"type\":\"busy\",\"retryAfter\":700,\"keepAlive\":false,\"cookie\":null}");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(alice.received).as("calls go on meanwhile").isEmpty();
        assertThat(stopped.isComplete()).isFalse();
        servers.add(server);
    }

    @Test
    void idleConnectionsAreClosedButNotWebSockets() throws Exception {
        server = await(ParleyServer.start(development("http: {idle_timeout: 500ms}")));
        servers.add(server);
        Client alice = join("alice");
        alice.next();

        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.setSoTimeout(20_000);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }

        assertThat(alice.received.poll(1, TimeUnit.SECONDS)).isNull();
        alice.send(new JsonObject().put("type", "msg").put("body", new JsonObject().put("type", "nonsense")));
        assertThat(alice.nextBody().getInteger("code")).isEqualTo(53004);
    }

    @Test
    void telemetryIsAnsweredAndCounted() throws Exception {
        Client page = new Client("/v1/VideoEvents");

        page.send(new JsonObject().put("type", "connect").put("version", 1).put("token", token("alice")));
        assertThat(page.next()).contains("\"type\":\"connected\"");
        page.send(new JsonObject().put("type", "event").put("group", "quality"));
        page.send(new JsonObject().put("type", "nonsense"));
        assertThat(page.next()).contains("\"type\":\"error\"");

        assertThat(get("/metrics").body()).contains("parley_insights_events_total{group=\"quality\"} 1.0");
    }

    @Test
    void telemetrySocketsThatSayNothingAreClosed() {
        server = await(ParleyServer.start(development("insights: {connect_timeout: 300ms}")));
        servers.add(server);

        assertThat(new Client("/v1/VideoEvents").next()).isEqualTo(CLOSED + 1008);
    }

    @Test
    void tokensAreHandedOutInDevelopmentOnly() throws Exception {
        assertThat(get("/api/token?identity=alice&room=r1").statusCode()).isEqualTo(200);
        Config serving = ConfigLoader.parse(
                "{store: {directory: '" + directory.resolve("serving")
                        + "'}, http: {port: 0}, api_keys: [{sid: SK11111111111111111111111111111111, account_sid: AC11111111111111111111111111111111, secret: at-least-32-characters-of-randomness}]}");
        server = await(ParleyServer.start(serving));
        servers.add(server);

        HttpResponse<String> refused = get("/api/token?identity=alice");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("token_service.credential");
    }

    @Test
    void whatIsNotThereIsToldInJson() throws Exception {
        HttpResponse<String> response = get("/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(404);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    private Client join(String identity) {
        Client joined = new Client("/signaling");
        joined.send(hello(connect(identity)));
        assertThat(joined.next()).contains("welcome");
        return joined;
    }

    private static JsonObject hello(JsonObject body) {
        return new JsonObject()
                .put("type", "hello")
                .put("version", 2)
                .put("timeout", 5000)
                .put("body", body);
    }

    private static JsonObject connect(String identity) {
        return new JsonObject()
                .put("type", "connect")
                .put("name", "r1")
                .put("token", token(identity))
                .put("participant", participant())
                .put("peer_connections", new JsonArray());
    }

    private static JsonObject participant() {
        return new JsonObject().put("revision", 1).put("tracks", new JsonArray());
    }

    private static String token(String identity) {
        return TokenMinter.mint(
                DevelopmentCredentials.API_KEY,
                new TokenRequest(identity, null, Duration.ofHours(1)),
                System.currentTimeMillis() / 1000);
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Config development(String yaml) {
        try {
            return DevCommand.forDevelopment(
                    ConfigLoader.parse(yaml),
                    0,
                    directory.resolve("server-" + directories++).toString());
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private static String next(BlockingQueue<String> queue) {
        try {
            String next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.await();
    }
}
