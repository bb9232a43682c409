package io.parley.signaling.crash;

import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A participant that joins, and resumes whenever its socket is lost, as the SDK does. Used on one event loop. */
final class Guest {

    private static final long RETRY_MILLIS = 50;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final int port;
    private final String room;
    final String identity;
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private volatile String session = "";
    private volatile String sid = "";
    private volatile boolean live;
    private volatile boolean over;
    private @Nullable WebSocket socket;

    Guest(Vertx vertx, WebSocketClient client, int port, String room, String identity) {
        this.vertx = vertx;
        this.client = client;
        this.port = port;
        this.room = room;
        this.identity = identity;
    }

    /** SID of the participant, empty before it has joined. */
    String sid() {
        return sid;
    }

    /** Whether it is in the room, and its socket stands. */
    boolean isLive() {
        return live;
    }

    /** Whether its session has ended, or has never begun. */
    boolean isOver() {
        return over;
    }

    /** Identities of those it sees, in order. */
    Set<String> others() {
        return new TreeSet<>(others);
    }

    void connect() {
        client.connect(port, "127.0.0.1", "/signaling").onSuccess(this::opened).onFailure(refused -> again());
    }

    void leave() {
        over = true;
        live = false;
        WebSocket current = socket;
        if (current != null) {
            send(current, new JsonObject().put("type", "msg").put("body", body("disconnect")));
            send(current, new JsonObject().put("type", "bye"));
            current.close();
        }
    }

    private void again() {
        if (!over) {
            vertx.setTimer(RETRY_MILLIS, later -> connect());
        }
    }

    private void opened(WebSocket opened) {
        socket = opened;
        opened.textMessageHandler(this::received);
        opened.closeHandler(gone -> {
            if (socket == opened) {
                live = false;
                again();
            }
        });
        JsonObject body = session.isEmpty() ? body("connect").put("name", room) : body("sync");
        body.put("token", token())
                .put("participant", new JsonObject().put("revision", 1).put("tracks", new JsonArray()))
                .put("peer_connections", new JsonArray());
        send(
                opened,
                new JsonObject()
                        .put("type", "hello")
                        .put("version", 2)
                        .put("timeout", 60_000)
                        .put("body", body));
    }

    private void received(String text) {
        JsonObject body = new JsonObject(text).getJsonObject("body", new JsonObject());
        switch (body.getString("type", "")) {
            case "connected", "synced" -> {
                session = body.getString("session");
                sid = body.getJsonObject("participant").getString("sid");
                others.clear();
                participants(body);
                live = true;
            }
            case "update" -> participants(body);
            case "disconnected", "error" -> {
                over = true;
                live = false;
            }
            default -> {}
        }
    }

    private void participants(JsonObject body) {
        for (Object each : body.getJsonArray("participants", new JsonArray())) {
            JsonObject other = (JsonObject) each;
            if (other.getString("state").equals("disconnected")) {
                others.remove(other.getString("identity"));
            } else {
                others.add(other.getString("identity"));
            }
        }
    }

    private JsonObject body(String type) {
        return new JsonObject().put("type", type).put("session", session.isEmpty() ? null : session);
    }

    private String token() {
        return TokenMinter.mint(
                DevelopmentCredentials.API_KEY,
                new TokenRequest(identity, null, Duration.ofHours(1)),
                System.currentTimeMillis() / 1000);
    }

    private static void send(WebSocket over, JsonObject frame) {
        if (!over.isClosed()) {
            over.writeTextMessage(frame.encode());
        }
    }
}
