package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;

/** The least that a relay on Vert.x can cost: passes text on, unread, between sockets that share a path. */
public final class FloorRelay {

    private static final int MAX_MESSAGE_BYTES = 1_048_576;

    private final Map<String, ServerWebSocket> waiting = new HashMap<>();

    private FloorRelay() {}

    /** Listens on a free port of loopback, and prints as the server does where. */
    public static void main(String[] arguments) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        FloorRelay relay = new FloorRelay();
        vertx.createHttpServer(new HttpServerOptions()
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                        .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES))
                .webSocketHandler(relay::accept)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> {
                    System.out.println("signaling   ws://127.0.0.1:" + server.actualPort() + "/");
                    System.out.println("ready");
                })
                .onFailure(failure -> System.exit(1));
    }

    private void accept(ServerWebSocket socket) {
        ServerWebSocket partner = waiting.remove(socket.path());
        if (partner == null) {
            waiting.put(socket.path(), socket);
        } else {
            socket.textMessageHandler(partner::writeTextMessage);
            partner.textMessageHandler(socket::writeTextMessage);
        }
    }
}
