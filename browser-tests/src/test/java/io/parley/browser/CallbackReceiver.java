package io.parley.browser;

import com.twilio.security.RequestValidator;
import io.parley.token.DevelopmentCredentials;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An app's end of status callbacks: keeps the forms that come, with what the library says of their signature. */
final class CallbackReceiver {

    private final HttpServer server;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /** A form that came. */
    record Told(Map<String, String> parameters, boolean genuine) {

        @Nullable
        String get(String name) {
            return parameters.get(name);
        }
    }

    CallbackReceiver(Vertx vertx) {
        server = Stage.await(vertx.createHttpServer().requestHandler(this::hear).listen(0, "127.0.0.1"));
    }

    /** Where forms are to be sent. */
    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/callbacks?of=rooms";
    }

    /** The next so many forms; waits for them. */
    List<Told> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private Told next() {
        try {
            Told next = told.poll(15, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no status callback came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.endHandler(end -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            request.formAttributes().forEach(each -> parameters.put(each.getKey(), each.getValue()));
            boolean genuine = new RequestValidator(DevelopmentCredentials.AUTH_TOKEN)
                    .validate(url(), parameters, request.getHeader("X-Twilio-Signature"));
            told.add(new Told(parameters, genuine));
            request.response().setStatusCode(204).end();
        });
    }
}
