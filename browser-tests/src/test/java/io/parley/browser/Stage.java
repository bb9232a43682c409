package io.parley.browser;

import com.microsoft.playwright.BrowserContext;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.signaling.server.ParleyServer;
import io.parley.token.DevelopmentCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The servers and the pages of one test. */
final class Stage {

    /** Where the files of a test page are, seen from this module. */
    private static final Map<String, Path> FOLDERS = Map.of(
            "/page/", Path.of("src/test/page"),
            "/sdk/", Path.of("node_modules/twilio-video/dist"),
            "/client/", Path.of("../client"));

    /** 32 bytes in Base64. */
    private static final String ENCRYPTION_KEY = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=";

    private final Chromium chromium;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer pages;
    private final List<ParleyServer> servers = new ArrayList<>();
    private final List<ServerProcess> processes = new ArrayList<>();
    private final Path data;
    /** Where the server at a port keeps its rooms; the next one there goes on with them. */
    private final Map<Integer, Path> directories = new HashMap<>();

    private final List<Visitor> visitors = new ArrayList<>();

    Stage(Chromium chromium) {
        this.chromium = chromium;
        try {
            this.data = Files.createTempDirectory("parley-stage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.pages =
                await(vertx.createHttpServer().requestHandler(Stage::servePage).listen(0, "127.0.0.1"));
    }

    /**
     * A server with the account and the key of development, whose callbacks may go to this machine.
     *
     * @param settings over the defaults; not of {@code http}, {@code store} and {@code webhooks}
     */
    ParleyServer server(String... settings) {
        return start(0, 2, settings);
    }

    /** The same on a port of choice, going on with what a server kept that was there before. */
    ParleyServer serverAt(int port, String... settings) {
        return start(port, 2, settings);
    }

    /** The same with one event loop: limits are counted by loop, and exact only so. */
    ParleyServer serverOfOneLoop(String... settings) {
        return start(0, 1, settings);
    }

    /** A server as a process of its own, which can be killed. */
    ServerProcess process() {
        ServerProcess process = new ServerProcess(data.resolve("process-" + processes.size()));
        processes.add(process);
        return process;
    }

    private ParleyServer start(int port, int loops, String... settings) {
        Path directory = directories.getOrDefault(port, data.resolve("server-" + directories.size()));
        String yaml = """
                http: { port: %d, event_loops: %d }
                store: { directory: '%s', encryption_key: %s }
                accounts: [{ sid: %s, auth_token: %s }]
                api_keys: [{ sid: %s, account_sid: %s, secret: %s }]
                webhooks: { allow_private_addresses: true }
                """.formatted(
                        port,
                        loops,
                        directory,
                        ENCRYPTION_KEY,
                        DevelopmentCredentials.ACCOUNT_SID,
                        DevelopmentCredentials.AUTH_TOKEN,
                        DevelopmentCredentials.API_KEY_SID,
                        DevelopmentCredentials.ACCOUNT_SID,
                        DevelopmentCredentials.API_KEY.secret());
        try {
            ParleyServer server = await(ParleyServer.start(ConfigLoader.parse(yaml + String.join("\n", settings))));
            servers.add(server);
            directories.put(server.port(), directory);
            return server;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Stops a server in good order. */
    void stop(ParleyServer server) {
        servers.remove(server);
        await(server.stop());
    }

    /** A page with the SDK as it is published. */
    Visitor plainPage(String identity, int signalingPort) {
        return open(identity, "/page/plain.html", signalingPort);
    }

    /** A page with the bundle of {@code parley-video}. */
    Visitor parleyPage(String identity, int signalingPort) {
        return open(identity, "/client/test/page/index.html", signalingPort);
    }

    /** A page of the server itself. */
    Visitor pageOf(ParleyServer server, String path) {
        Visitor visitor = new Visitor(context(), "", server.port());
        visitors.add(visitor);
        visitor.page().navigate("http://127.0.0.1:" + server.port() + path);
        return visitor;
    }

    /** A proxy in front of a server, for cutting connections. */
    TcpProxy proxy(int port) {
        return new TcpProxy(vertx, port);
    }

    /** An app's end of status callbacks. */
    CallbackReceiver callbackReceiver() {
        return new CallbackReceiver(vertx);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param judge whether errors in pages are to fail the test, which they shall not when something else has */
    void close(boolean judge) {
        visitors.forEach(Visitor::close);
        servers.forEach(server -> await(server.stop()));
        processes.forEach(ServerProcess::kill);
        await(vertx.close());
        delete(data);
        if (judge) {
            visitors.forEach(Visitor::assertNoErrors);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Visitor open(String identity, String path, int signalingPort) {
        Visitor visitor = new Visitor(context(), identity, signalingPort);
        visitors.add(visitor);
        visitor.page().navigate("http://127.0.0.1:" + pages.actualPort() + path);
        return visitor;
    }

    private BrowserContext context() {
        return chromium.newContext();
    }

    private static void servePage(HttpServerRequest request) {
        for (Map.Entry<String, Path> folder : FOLDERS.entrySet()) {
            if (request.path().startsWith(folder.getKey())) {
                Path file = folder.getValue()
                        .resolve(request.path().substring(folder.getKey().length()));
                if (Files.isRegularFile(file)) {
                    request.response()
                            .sendFile(file.toAbsolutePath().normalize().toString());
                    return;
                }
            }
        }
        boolean icon = request.path().equals("/favicon.ico");
        request.response().setStatusCode(icon ? 204 : 404).end();
    }
}
