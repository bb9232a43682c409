package io.parley.signaling.crash;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** An app's receiver of webhooks, which fails now and then: then it has got nothing. */
final class Receiver {

    private static final int ONE_FAILS_IN = 8;

    private final HttpServer server;
    private final Random random;
    private final Map<String, List<Callback>> byRoom = new ConcurrentHashMap<>();

    /** What came, in the order in which it came. */
    record Callback(int sequence, String event) {}

    Receiver(Vertx vertx, long seed) {
        this.random = new Random(seed);
        this.server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/events";
    }

    List<Callback> of(String room) {
        List<Callback> callbacks = byRoom.getOrDefault(room, List.of());
        synchronized (callbacks) {
            return List.copyOf(callbacks);
        }
    }

    private void receive(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(read -> {
            if (random.nextInt(ONE_FAILS_IN) == 0) {
                request.response().setStatusCode(503).end();
                return;
            }
            MultiMap form = request.formAttributes();
            List<Callback> callbacks = byRoom.computeIfAbsent(form.get("RoomSid"), room -> new ArrayList<>());
            synchronized (callbacks) {
                callbacks.add(
                        new Callback(Integer.parseInt(form.get("SequenceNumber")), form.get("StatusCallbackEvent")));
            }
            request.response().end();
        });
    }
}
