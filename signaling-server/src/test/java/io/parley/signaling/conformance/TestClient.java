package io.parley.signaling.conformance;

import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A participant of a room, as the server sees it: signaling without media. */
final class TestClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final JsonObject connected;
    private int revision = 1;

    /** A track that a client publishes. */
    record Track(String id, String kind, String name, boolean enabled) {

        static Track audio(String name) {
            return new Track(name + "-id", "audio", name, true);
        }

        static Track video(String name) {
            return new Track(name + "-id", "video", name, true);
        }

        Track disabled() {
            return new Track(id, kind, name, false);
        }

        private JsonObject json() {
            return new JsonObject()
                    .put("id", id)
                    .put("kind", kind)
                    .put("name", name)
                    .put("enabled", enabled)
                    .put("priority", "standard");
        }
    }

    private TestClient(TestServer server, String room, String identity, List<Track> tracks) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/signaling"), new Listener())
                .join();
        JsonObject connect = new JsonObject()
                .put("type", "connect")
                .put("name", room)
                .put("token", token(identity))
                .put("participant", participant(tracks))
                .put("peer_connections", new JsonArray());
        send(new JsonObject()
                .put("type", "hello")
                .put("version", 2)
                .put("timeout", 5000)
                .put("body", connect));
        connected = nextBody(body -> true);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                received.add(new JsonObject(frame.toString()));
                frame.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    /** Joins; returns once the server has let it in. */
    static TestClient join(TestServer server, String room, String identity, Track... tracks) {
        TestClient client = tryJoin(server, room, identity, tracks);
        if (!client.connected.getString("type").equals("connected")) {
            throw new AssertionError("not let in: " + client.connected);
        }
        return client;
    }

    /** Asks to join; returns once the server has let it in or refused it, see {@link #connected}. */
    static TestClient tryJoin(TestServer server, String room, String identity, Track... tracks) {
        return new TestClient(server, room, identity, List.of(tracks));
    }

    /** The answer to joining. */
    JsonObject connected() {
        return connected;
    }

    String roomSid() {
        return connected.getString("sid");
    }

    String sid() {
        return connected.getJsonObject("participant").getString("sid");
    }

    /** Publishes these tracks, and no others. */
    void publish(Track... tracks) {
        revision++;
        JsonObject update = new JsonObject()
                .put("type", "update")
                .put("session", connected.getString("session"))
                .put("participant", participant(List.of(tracks)));
        send(new JsonObject().put("type", "msg").put("body", update));
    }

    /** Leaves. */
    void leave() {
        send(new JsonObject().put("type", "msg").put("body", new JsonObject().put("type", "disconnect")));
    }

    /** The next message from the server that is as wanted; what comes before is passed over. */
    JsonObject nextBody(Predicate<JsonObject> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            JsonObject frame = poll(until - System.nanoTime());
            JsonObject body = frame.getJsonObject("body");
            if (body != null && wanted.test(body)) {
                return body;
            }
        }
    }

    /** The next message of {@code type}. */
    JsonObject nextBody(String type) {
        return nextBody(body -> body.getString("type").equals(type));
    }

    /** The names of remote tracks it receives, once it is told so next. */
    List<String> nextSubscribed() {
        return nextBody(body -> body.containsKey("subscribed"))
                .getJsonObject("subscribed")
                .getJsonArray("tracks")
                .stream()
                .map(track -> ((JsonObject) track).getString("id"))
                .sorted()
                .toList();
    }

    private JsonObject poll(long nanos) {
        try {
            JsonObject frame = received.poll(nanos, TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("what is wanted has not come");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject participant(List<Track> tracks) {
        JsonArray array = new JsonArray();
        tracks.forEach(track -> array.add(track.json()));
        return new JsonObject().put("revision", revision).put("tracks", array);
    }

    private void send(JsonObject frame) {
        socket.sendText(frame.encode(), true).join();
    }

    private static String token(String identity) {
        return TokenMinter.mint(
                DevelopmentCredentials.API_KEY,
                new TokenRequest(identity, null, Duration.ofHours(1)),
                System.currentTimeMillis() / 1000);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
