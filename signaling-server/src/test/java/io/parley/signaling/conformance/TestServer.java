package io.parley.signaling.conformance;

import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.signaling.server.DevCommand;
import io.parley.signaling.server.ParleyServer;
import io.parley.token.DevelopmentCredentials;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server with the credentials of development on a free port, with an empty database. */
final class TestServer implements AutoCloseable {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String AUTHORIZATION = basic(DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Database database;
    private final Path directory;
    private final ParleyServer server;

    private TestServer(Database database, Path directory, ParleyServer server) {
        this.database = database;
        this.directory = directory;
        this.server = server;
    }

    /** What the server answered. */
    record Answer(int status, String contentType, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    static TestServer start(Database database) {
        return start(database, "");
    }

    /**
     * Starts a server.
     *
     * @param yaml settings beside those of the database, or empty
     */
    static TestServer start(Database database, String yaml) {
        try {
            Path directory = Files.createTempDirectory("parley-conformance");
            String config = database.yaml(directory) + "\n" + yaml;
            return new TestServer(
                    database,
                    directory,
                    await(ParleyServer.start(
                            DevCommand.forDevelopment(ConfigLoader.parse(config), 0, directory.toString()))));
        } catch (IOException | ConfigException e) {
            throw new IllegalStateException("cannot start a server on " + database, e);
        }
    }

    /** Where its state is. */
    Database database() {
        return database;
    }

    int port() {
        return server.port();
    }

    String base() {
        return "http://127.0.0.1:" + port();
    }

    /** Whether there is a resource at {@code path}; some come with later versions. */
    boolean serves(String path) {
        return get(path).status() != 404;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts a form of names and values, which take turns. */
    Answer post(String path, String... form) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(encode(form[i])).append('=').append(encode(form[i + 1]));
        }
        return postRaw(path, FORM, body.toString());
    }

    /** Posts a body as it is; its characters are bytes. */
    Answer postRaw(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** A request with the credentials of the account. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path)).header("Authorization", AUTHORIZATION);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        await(server.stop());
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return database.name();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
