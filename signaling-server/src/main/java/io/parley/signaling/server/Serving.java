package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that runs until the process is told to stop. */
final class Serving {

    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;

    private Serving() {}

    /** Starts a server, stops it with the process, and tells {@code out} where it is. */
    static int run(Config config, PrintWriter out, PrintWriter err) {
        try {
            ParleyServer server = ParleyServer.start(config)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, config), "stop"));
            announce(config, server.port(), out);
            return 0;
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            err.println("cannot start: " + cause.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void stop(ParleyServer server, Config config) {
        long seconds = STOP_SECONDS + config.http().drainTimeout().toSeconds();
        try {
            server.stop().toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("stopped without order: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void announce(Config config, int port, PrintWriter out) {
        String host = config.http().host().equals("0.0.0.0")
                ? "127.0.0.1"
                : config.http().host();
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        if (config.tokenService().enabled() && config.tokenService().credential() == null) {
            out.println("demo call   http://" + authority + HttpRoutes.DEMO);
        }
        out.println("signaling   ws://" + authority + HttpRoutes.SIGNALING);
        if (config.tokenService().enabled()) {
            out.println("tokens      http://" + authority + "/api/token?identity=alice&room=demo");
        } else {
            out.println("tokens      off: set token_service.enabled and token_service.credential to switch it on");
        }
        out.println("ready");
        out.flush();
    }
}
