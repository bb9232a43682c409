package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import java.util.UUID;

/** One participant that joins as the SDK does, answers offers and heartbeats, and leaves. */
final class Client {

    private static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";
    /** A heartbeat is shorter, a relayed list of candidates is longer. */
    private static final int SMALL_BYTES = 100;

    private final String room;
    private final String id = UUID.randomUUID().toString();
    private final String token;
    private final String hello;
    private final String connect;
    private final Promise<Client> joined = Promise.promise();
    private final Promise<Client> negotiated = Promise.promise();
    private String session = "";
    private String peerConnection = "";

    @SuppressWarnings("NullAway.Init") // by join, which comes first
    private RawWebSocket socket;

    private Runnable onRelayed = () -> {};
    private boolean counting;
    private int revision;

    /** Prepares everything that is to be sent, so that joining costs the generator little. */
    Client(String room) {
        this.room = room;
        this.token = Texts.token("user-" + id);
        this.hello = Texts.hello(id, token);
        this.connect = Texts.connect(room, token, id);
    }

    /** Completes with {@code connected}. */
    Future<Client> join(NetClient net, int port) {
        RawWebSocket.connect(net, port, "/signaling")
                .onSuccess(opened -> {
                    socket = opened;
                    opened.handlers(this::received, () -> joined.tryFail("closed before connected"));
                    opened.send(hello);
                })
                .onFailure(joined::tryFail);
        return joined.future();
    }

    /** Completes once this has got an answer or has sent one. */
    Future<Client> negotiated() {
        return negotiated.future();
    }

    /** From now on messages are only counted: each but heartbeats runs {@code relayed}. */
    void count(Runnable relayed) {
        onRelayed = relayed;
        counting = true;
    }

    void sendCandidates() {
        socket.send(Texts.candidates(session, id, peerConnection, ++revision));
    }

    void leave() {
        if (!session.isEmpty()) {
            socket.send(Texts.disconnect(session));
            socket.send("{\"type\":\"bye\"}");
            socket.close();
        }
    }

    private void received(Buffer text) {
        if (text.length() < SMALL_BYTES) {
            if (text.toString().equals(HEARTBEAT)) {
                socket.send(HEARTBEAT);
                return;
            }
        } else if (counting) {
            onRelayed.run();
            return;
        }
        JsonObject message = text.toJsonObject();
        if (!"msg".equals(message.getString("type"))) {
            if ("busy".equals(message.getString("type")) || "bad".equals(message.getString("type"))) {
                joined.tryFail(room + ": " + message.encode());
            }
            return;
        }
        JsonObject body = message.getJsonObject("body");
        switch (body.getString("type", "")) {
            case "iced" -> socket.send(connect);
            case "connected" -> {
                session = body.getString("session");
                joined.tryComplete(this);
                negotiate(body);
            }
            case "update" -> negotiate(body);
            case "error" -> joined.tryFail(room + ": " + body.encode());
            default -> {}
        }
    }

    private void negotiate(JsonObject body) {
        JsonArray states = body.getJsonArray("peer_connections", new JsonArray());
        for (int i = 0; i < states.size(); i++) {
            JsonObject state = states.getJsonObject(i);
            JsonObject description = state.getJsonObject("description", new JsonObject());
            String type = description.getString("type", "");
            if (type.equals("offer")) {
                peerConnection = state.getString("id");
                socket.send(Texts.answer(session, id, peerConnection, description.getInteger("revision")));
                negotiated.tryComplete(this);
            } else if (type.equals("answer")) {
                peerConnection = state.getString("id");
                negotiated.tryComplete(this);
            }
        }
    }
}
