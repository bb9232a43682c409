package io.parley.signaling.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An app's end of status callbacks: keeps what it is told, and answers 204 or what it was prepared for. */
final class Receiver {

    private final HttpServer server;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Consumer<HttpServerRequest>> answers = new ConcurrentLinkedQueue<>();

    /**
     * A request that came.
     *
     * @param parameters of the form, or of the query when there is no form
     */
    record Told(String method, String uri, Map<String, String> headers, Map<String, String> parameters) {

        String event() {
            return parameters.getOrDefault("StatusCallbackEvent", "");
        }

        int sequence() {
            return Integer.parseInt(parameters.getOrDefault("SequenceNumber", "-1"));
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    Receiver(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    Receiver(Vertx vertx, HttpServerOptions options) {
        server = vertx.createHttpServer(options)
                .requestHandler(this::hear)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    /** The next request is answered so, instead of the usual way. */
    Receiver then(Consumer<HttpServerRequest> answer) {
        answers.add(answer);
        return this;
    }

    Receiver thenStatus(int... statuses) {
        for (int status : statuses) {
            then(request -> request.response().setStatusCode(status).end());
        }
        return this;
    }

    /** The next request that came; waits for it. */
    Told next() throws InterruptedException {
        Told next = told.poll(15, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** A request that has come already, or null. */
    @Nullable
    Told now() {
        return told.poll();
    }

    void close() {
        server.close().await();
    }

    private void hear(HttpServerRequest request) {
        request.setExpectMultipart(request.method().equals(HttpMethod.POST));
        request.endHandler(end -> {
            Map<String, String> headers = new LinkedHashMap<>();
            request.headers().forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
            Map<String, String> parameters = new LinkedHashMap<>();
            (request.formAttributes().isEmpty() ? request.params() : request.formAttributes())
                    .forEach(each -> parameters.put(each.getKey(), each.getValue()));
            told.add(new Told(request.method().name(), request.uri(), headers, parameters));
            Consumer<HttpServerRequest> answer = answers.poll();
            if (answer == null) {
                request.response().setStatusCode(204).end();
            } else {
                answer.accept(request);
            }
        });
    }
}
