package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries over REST. The header {@code Authorization} is the account that calls. */
class WebhookResourceIT {

    private static final String OTHER_ACCOUNT = "ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private static final long AT = 1_770_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final List<RoomSid> woken = new CopyOnWriteArrayList<>();
    private final Script script = new Script(1);
    private final Script other = new Script(2);
    private final Script foreign = new Script(3);

    @SuppressWarnings("NullAway.Init") // open()
    private Store store;

    @SuppressWarnings("NullAway.Init") // open()
    private HttpServer server;

    /** What came back. */
    private record Reply(int status, JsonObject body) {

        List<String> ids() {
            List<String> ids = new ArrayList<>();
            body.getJsonArray("webhooks").stream()
                    .map(JsonObject.class::cast)
                    .forEach(each -> ids.add(
                            each.getString("room_sid").substring(33) + "/" + each.getInteger("sequence_number")));
            return ids;
        }
    }

    @BeforeEach
    void open() {
        store = Store.open(new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, null, 1_000));
        Journal journal = Journal.open(store, List.of(new RoomProjector(), new WebhookOutbox(room -> {})));
        journal.append(script.created("https://app.example.com/cb", "POST"), AT);
        journal.append(script.connected(), AT + 1);
        journal.append(other.created("https://app.example.com/cb", "POST"), AT + 1);
        journal.append(foreign.created("https://app.example.com/cb", "POST", OTHER_ACCOUNT), AT + 2);
        journal.append(script.published(), AT + 3);
        Router router = Router.router(vertx);
        new RestApi(
                        new WebhookResource(store, woken::add).endpoints(),
                        (authorization, remote) ->
                                new Caller(String.valueOf(authorization), "test", Caller.Kind.MAIN, null),
                        (caller, method, path, status, remote) -> {},
                        null)
                .mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        store.close();
    }

    @Test
    void listsTheAccountsDeliveriesNewestFirst() {
        assertThat(get("/parley/v1/Webhooks").ids()).containsExactly("1/2", "2/0", "1/1", "1/0");
        assertThat(get("/parley/v1/Webhooks", OTHER_ACCOUNT).ids()).containsExactly("3/0");
    }

    @Test
    void pagesThroughThem() {
        Reply first = get("/parley/v1/Webhooks?PageSize=2");
        assertThat(first.ids()).containsExactly("1/2", "2/0");

        Reply second = get(next(first));
        assertThat(second.ids()).containsExactly("1/1", "1/0");
        assertThat(second.body().getJsonObject("meta").getString("next_page_url"))
                .isNull();
        assertThat(get("/parley/v1/Webhooks?PageToken=PTx").status()).isEqualTo(400);
    }

    @Test
    void narrowsThemByRoomAndStatus() {
        attempted(0, Outcome.answered(200), null);
        attempted(1, Outcome.answered(404), null);

        assertThat(get("/parley/v1/Webhooks?RoomSid=" + other.room).ids()).containsExactly("2/0");
        assertThat(get("/parley/v1/Webhooks?Status=pending").ids()).containsExactly("1/2", "2/0");
        assertThat(get("/parley/v1/Webhooks?Status=delivered").ids()).containsExactly("1/0");
        assertThat(get("/parley/v1/Webhooks?Status=failed&RoomSid=" + script.room)
                        .ids())
                .containsExactly("1/1");
        assertThat(get("/parley/v1/Webhooks?Status=lost").status()).isEqualTo(400);
        assertThat(get("/parley/v1/Webhooks?RoomSid=nonsense").status()).isEqualTo(400);
    }

    @Test
    void showsOneWithItsAttempts() {
        attempted(0, Outcome.failed(Failure.CONNECT, "no connection within 5000 ms"), AT + 60_000);
        attempted(0, Outcome.answered(503), AT + 90_000);

        Reply reply = get(one(script.room, "0"));

        assertThat(reply.status()).isEqualTo(200);
        JsonObject body = reply.body();
        assertThat(body.getString("event")).isEqualTo("room-created");
        assertThat(body.getString("status")).isEqualTo("pending");
        assertThat(body.getString("status_callback")).isEqualTo("https://app.example.com/cb");
        assertThat(body.getString("date_next_attempt")).isEqualTo("2026-02-02T02:41:30Z");
        assertThat(body.getJsonObject("parameters").getString("RoomSid")).isEqualTo(script.room.value());
        assertThat(body.getString("url")).endsWith(one(script.room, "0"));
        assertThat(body.getJsonArray("attempts").encode())
                .isEqualTo("[{\"number\":1,\"date\":\"2026-02-02T02:40:00Z\",\"duration_ms\":7,"
                        + "\"response_status\":null,\"error\":\"no connection within 5000 ms\"},"
                        + "{\"number\":2,\"date\":\"2026-02-02T02:40:00Z\",\"duration_ms\":7,"
                        + "\"response_status\":503,\"error\":\"status 503\"}]");
    }

    @Test
    void doesNotKnowWhatIsNotThereOrNotTheCallers() {
        for (String path : List.of(
                one(script.room, "9"),
                one(script.room, "x"),
                one(script.room, "99999999999999999999"),
                "/parley/v1/Webhooks/RM1/0",
                one(foreign.room, "0"))) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
            assertThat(send(HttpMethod.POST, path + "/Replay", Script.ACCOUNT).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(woken).isEmpty();
        assertThat(get(one(foreign.room, "0"), OTHER_ACCOUNT).status()).isEqualTo(200);
    }

    @Test
    void queuesOneAgain() {
        attempted(0, Outcome.answered(404), null);

        Reply reply = send(HttpMethod.POST, one(script.room, "0") + "/Replay", Script.ACCOUNT);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().getString("status")).isEqualTo("pending");
        assertThat(reply.body().getString("date_finished")).isNull();
        assertThat(woken).containsExactly(script.room);
    }

    private void attempted(long sequence, Outcome outcome, @Nullable Long nextAtMillis) {
        done(store.write(handle -> {
            Delivery delivery = Deliveries.find(handle, script.room.value(), sequence);
            if (delivery == null) {
                throw new AssertionError("no delivery " + sequence);
            }
            Deliveries.attempted(handle, delivery, outcome, AT, 7, nextAtMillis);
            return delivery;
        }));
    }

    private static String one(RoomSid room, String sequence) {
        return "/parley/v1/Webhooks/" + room + "/" + sequence;
    }

    private static String next(Reply reply) {
        URI uri = URI.create(reply.body().getJsonObject("meta").getString("next_page_url"));
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private Reply get(String path) {
        return get(path, Script.ACCOUNT);
    }

    private Reply get(String path, String account) {
        return send(HttpMethod.GET, path, account);
    }

    private Reply send(HttpMethod method, String path, String account) {
        return client.request(method, server.actualPort(), "127.0.0.1", path)
                .compose(request -> request.putHeader("Authorization", account)
                        .send()
                        .compose(response ->
                                response.body().map(body -> new Reply(response.statusCode(), body.toJsonObject()))))
                .await();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
