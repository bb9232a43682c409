package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the measurements share: the servers that they start, and the generator's event loop. */
final class Bench implements AutoCloseable {

    /** Local addresses that connections come from in turn, so that ephemeral ports last. */
    private static final int LOCAL_ADDRESSES = 8;
    /** Rooms that fill at a time while a room full of clients is set up: no measurement of joins. */
    private static final int ROOMS_AT_A_TIME = 200;

    private static final String LIMITS = """
            signaling:
              messages_per_second: 100000
              message_burst: 1000000
              max_connections: 20000
              joins_per_second: 100000
              join_burst: 100000
            """;

    final Vertx vertx;
    final boolean quick;
    final List<NetClient> nets = new ArrayList<>();
    private final Path serverJar;
    private final List<String> serverOptions;
    private final Path directory;
    private final Path config;
    private int directories;
    private final @Nullable Integer serverCore;

    /** @param serverCore where pinned servers run; null when nothing can be pinned */
    Bench(Vertx vertx, Path serverJar, List<String> serverOptions, @Nullable Integer serverCore, boolean quick)
            throws IOException {
        this.vertx = vertx;
        this.serverJar = serverJar;
        this.serverOptions = serverOptions;
        this.serverCore = serverCore;
        this.quick = quick;
        directory = Files.createTempDirectory("parley-bench");
        config = directory.resolve("parley.yaml");
        Files.writeString(config, LIMITS);
        for (int i = 0; i < LOCAL_ADDRESSES; i++) {
            nets.add(vertx.createNetClient(
                    new NetClientOptions().setLocalAddress("127.0.0." + (i + 2)).setTcpNoDelay(true)));
        }
    }

    NetClient net(int number) {
        return nets.get(number % nets.size());
    }

    /** A directory that is not there yet, and is removed in the end. */
    Path newDirectory() {
        return directory.resolve("data-" + directories++);
    }

    ChildServer server(boolean pinned) throws IOException {
        return server(pinned, newDirectory(), List.of());
    }

    /**
     * Starts the server under test.
     *
     * @param data where its database is
     * @param javaOptions for its JVM, besides those of the command line
     */
    ChildServer server(boolean pinned, Path data, List<String> javaOptions) throws IOException {
        List<String> command = new ArrayList<>(serverOptions);
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-jar",
                serverJar.toString(),
                "dev",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--config",
                config.toString()));
        return ChildServer.start(pinned ? serverCore : null, command);
    }

    /** @param main of this module */
    ChildServer floor(Class<?> main) throws IOException {
        List<String> command = new ArrayList<>(serverOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return ChildServer.start(serverCore, command);
    }

    /** Clients that have joined {@code rooms} rooms, {@code each} of them in each. */
    List<Client> fill(ChildServer server, int rooms, int each, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Client> clients = new ArrayList<>();
        for (int first = 0; first < rooms; first += ROOMS_AT_A_TIME) {
            List<Client> batch = new ArrayList<>();
            for (int room = first; room < Math.min(rooms, first + ROOMS_AT_A_TIME); room++) {
                for (int i = 0; i < each; i++) {
                    batch.add(new Client(name + room));
                }
            }
            await(Future.all(batch.stream()
                    .map(client -> client.join(net(client.hashCode() & 0xffff), server.port()))
                    .toList()));
            if (each > 1) {
                await(Future.all(batch.stream().map(Client::negotiated).toList()));
            }
            clients.addAll(batch);
        }
        return clients;
    }

    static <T> T await(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        vertx.close();
    }
}
