package io.parley.signaling.rest;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Endpoints on a real server with a database of their own. The account is what the header Authorization says. */
public final class RestRig implements AutoCloseable {

    public static final String ACCOUNT = "AC" + "a".repeat(32);
    public static final String STRANGER = "AC" + "b".repeat(32);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    public final Store store;
    private final Journal journal;

    /** An answer; {@code body} is empty where there is none. */
    public record Reply(int status, JsonObject body) {

        public int code() {
            return body.getInteger("code", 0);
        }
    }

    public RestRig(Path folder, Function<Store, List<Endpoint>> endpoints) {
        this(folder, endpoints, router -> {});
    }

    public RestRig(
            Path folder, Function<Store, List<Endpoint>> endpoints, java.util.function.Consumer<Router> furtherRoutes) {
        store = Store.open(new StoreOptions("jdbc:sqlite:" + folder.resolve("parley.db"), null, null, 1_000));
        journal = Journal.open(store, List.of(new RoomProjector()));
        Router router = Router.router(vertx);
        new RestApi(
                        endpoints.apply(store),
                        (authorization, remote) -> new Caller(
                                authorization == null ? ACCOUNT : authorization, "test", Caller.Kind.MAIN, null),
                        (caller, method, path, status, remote) -> {},
                        null)
                .mount(router);
        furtherRoutes.accept(router);
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxFormAttributeSize(1024 * 1024))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
    }

    public String base() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Reply get(String path) {
        return send("GET", path, ACCOUNT, null);
    }

    public Reply delete(String path) {
        return send("DELETE", path, ACCOUNT, null);
    }

    /** Posts a form; {@code fields} are names and values in turn. */
    public Reply post(String path, String... fields) {
        return send("POST", path, ACCOUNT, form(fields));
    }

    public Reply send(String method, String path, String account, @Nullable String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("Authorization", account)
                .method(
                        method,
                        form == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(form));
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpResponse<String> response = send(request.build());
        return new Reply(
                response.statusCode(), response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body()));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String form(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(encode(fields[i]))
                    .append('=')
                    .append(encode(fields[i + 1]));
        }
        return form.toString();
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** {@code prefix} and a number in 32 digits. */
    public static String sid(String prefix, int number) {
        return prefix + String.format("%032x", number);
    }

    /** Puts a room into the tables. */
    public String room(int number, String name, RoomType type, long atMillis) {
        String sid = sid("RM", number);
        JsonObject settings = new JsonObject().put("type", type.name()).put("maxParticipants", type.maxParticipants());
        JsonObject profile = new JsonObject()
                .put("videoCodecs", new JsonArray().add("VP8").add("H264"))
                .put("mediaRegion", "us1");
        execute(
                "insert into rooms (sid, account_sid, unique_name, status, type, ad_hoc, settings, profile,"
                        + " status_callback, status_callback_method, created_at, updated_at, used, max_concurrent)"
                        + " values (?, ?, ?, 'in-progress', ?, ?, ?, ?, ?, 'GET', ?, ?, 0, 0)",
                sid,
                ACCOUNT,
                name,
                type.wireName(),
                type == RoomType.GO ? 1 : 0,
                settings.encode(),
                profile.encode(),
                "https://app.example.com/events",
                atMillis,
                atMillis);
        return sid;
    }

    /** Puts a participant into the tables. */
    public String participant(String room, int number, String identity, long atMillis) {
        ParticipantSid sid = new ParticipantSid(sid("PA", number));
        append(
                new RoomEvent.ParticipantConnected(
                        new RoomSid(room), sid, identity, "secret", new Publisher("twilio-video.js", "2.28.1")),
                atMillis);
        return sid.value();
    }

    /** Puts a track into the tables. */
    public void track(String room, String participant, int number, TrackKind kind, long atMillis) {
        append(
                new RoomEvent.TrackPublished(
                        new RoomSid(room),
                        new ParticipantSid(participant),
                        new TrackSid(sid("MT", number)),
                        "id" + number,
                        kind,
                        "track" + number,
                        true),
                atMillis);
    }

    public void append(RoomEvent event, long atMillis) {
        journal.append(event, atMillis);
    }

    /** Runs a statement. */
    public void execute(String sql, Object... values) {
        store.write(handle -> handle.execute(sql, values)).toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
        store.close();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
