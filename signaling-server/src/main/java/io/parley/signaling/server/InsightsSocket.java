package io.parley.signaling.server;

import io.parley.signaling.insights.InsightsMessage;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A WebSocket of the SDK's telemetry. */
final class InsightsSocket {

    private final ServerWebSocket socket;
    private final TokenVerifier tokens;
    private final Metrics metrics;
    private boolean connected;

    InsightsSocket(ServerWebSocket socket, TokenVerifier tokens, Metrics metrics) {
        this.socket = socket;
        this.tokens = tokens;
        this.metrics = metrics;
        socket.textMessageHandler(text -> received(InsightsMessage.read(text)));
    }

    private void received(InsightsMessage message) {
        if (message instanceof InsightsMessage.Event event && connected) {
            metrics.insightsEvent(event.group());
        } else if (message instanceof InsightsMessage.Connect connect && isValid(connect.token())) {
            connected = true;
            socket.writeTextMessage(new JsonObject()
                    .put("type", "connected")
                    .put("session", UUID.randomUUID().toString())
                    .encode());
        } else {
            socket.writeTextMessage(new JsonObject()
                    .put("type", "error")
                    .put("message", "not a telemetry message, or no valid token")
                    .encode());
            socket.close((short) 1008);
        }
    }

    private boolean isValid(String token) {
        return tokens.verify(token, System.currentTimeMillis() / 1000) instanceof Verification.Verified;
    }
}
