package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** The least that a request can cost on Vert.x: the path names a size, and JSON of that size is the answer. */
public final class FloorRoute {

    private final Map<String, Buffer> answers = new HashMap<>();

    private FloorRoute() {}

    /** Listens on a free port of loopback, and prints as the server does where. */
    public static void main(String[] arguments) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        FloorRoute route = new FloorRoute();
        vertx.createHttpServer()
                .requestHandler(route::answer)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> {
                    System.out.println("signaling   ws://127.0.0.1:" + server.actualPort() + "/");
                    System.out.println("ready");
                })
                .onFailure(failure -> System.exit(1));
    }

    /** @param bytes of the answer */
    static String path(int bytes) {
        return "/" + bytes;
    }

    /** JSON of the size that {@code path} asks for. */
    static Buffer json(String path) {
        int padding = Integer.parseInt(path.substring(1)) - "{\"text\":\"\"}".length();
        return Buffer.buffer("{\"text\":\"" + "x".repeat(Math.max(0, padding)) + "\"}");
    }

    private void answer(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(answers.computeIfAbsent(request.path(), FloorRoute::json));
    }
}
