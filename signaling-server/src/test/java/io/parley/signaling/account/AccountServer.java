package io.parley.signaling.account;

import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A REST interface with everything of accounts, and one endpoint besides, on a database in a directory. */
final class AccountServer implements AutoCloseable {

    static final String ACCOUNT = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final String OTHER_ACCOUNT = "ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    static final String CONFIGURED_KEY = "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final Signin MAIN = new Signin(ACCOUNT, "token-of-account-a-for-the-tests-only");
    static final Signin OTHER = new Signin(OTHER_ACCOUNT, "token-of-account-b-for-the-tests-only");
    static final Signin CONFIGURED = new Signin(CONFIGURED_KEY, "secret-of-the-configured-key-of-a");
    static final String ENCRYPTION_KEY = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=";
    static final String OTHER_ENCRYPTION_KEY = "bGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGw=";
    static final String KEYS = "/2010-04-01/Accounts/" + ACCOUNT + "/Keys.json";

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** What a caller signs in with. */
    record Signin(String name, String password) {

        String header() {
            String pair = name + ":" + password;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What it was told. */
    record Response(int status, JsonObject body, HttpHeaders headers) {

        int code() {
            return body.getInteger("code");
        }

        /** A key that was made. */
        Signin signin() {
            return new Signin(body.getString("sid"), body.getString("secret"));
        }

        String sid() {
            return body.getString("sid");
        }

        List<JsonObject> list(String name) {
            JsonArray array = body.getJsonArray(name);
            return array.stream().map(JsonObject.class::cast).toList();
        }
    }

    final AtomicLong millis = new AtomicLong(START.toEpochMilli());
    final AtomicLong nanos = new AtomicLong();
    final Vertx vertx = Vertx.vertx();
    final Store store;
    final KeyRing keys;
    final AuditLog audit;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;

    AccountServer(Path directory) {
        this(directory, ENCRYPTION_KEY);
    }

    AccountServer(Path directory, @Nullable String encryptionKey) {
        Config config = config(encryptionKey);
        SecureRandom random = new SecureRandom();
        Sids sids = new Sids(random);
        store = open(directory);
        keys = KeyRing.open(config, store, random, this::now);
        audit = new AuditLog(store, sids, this::now);
        IceServers iceServers = new IceServers(
                List.of(new IceServer(List.of("stun:stun.example.org", "stun:stun.example.net"), null, null)),
                new IceServers.Turn(
                        List.of("turn:turn.example.org?transport=udp", "turn:turn.example.org?transport=tcp"),
                        "shared",
                        Duration.ofHours(1)));
        List<Endpoint> endpoints = List.of(
                        new KeyResource(keys).endpoints(),
                        new IamKeyResource(keys).endpoints(),
                        new AccountResource(this::now).endpoints(),
                        new TraversalTokenResource(iceServers, sids, this::now).endpoints(),
                        audit.endpoints(),
                        List.of(rooms(HttpMethod.GET, "read"), rooms(HttpMethod.POST, "create")))
                .stream()
                .flatMap(List::stream)
                .toList();
        Router router = Router.router(vertx);
        new RestApi(endpoints, new Credentials(config, keys, nanos::get), audit, null).mount(router);
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    /** Stands for what other packages serve. */
    private static Endpoint rooms(HttpMethod method, String verb) {
        return new Endpoint(
                method,
                "/v1/Rooms",
                "/twilio/video/rooms/" + verb,
                call -> Future.succeededFuture(
                        Answer.ok(new JsonObject().put("caller", call.caller().name()))));
    }

    static Store open(Path directory) {
        return Store.open(new StoreOptions("jdbc:sqlite:" + directory.resolve("parley.db"), null, null, 1_000));
    }

    static Config config(@Nullable String encryptionKey) {
        try {
            return ConfigLoader.parse("""
                    store: {encryption_key: %s}
                    accounts: [{sid: %s, auth_token: %s}, {sid: %s, auth_token: %s}]
                    api_keys: [{sid: %s, account_sid: %s, secret: %s}]
                    rest: {failed_logins: 3, failed_logins_within: 1m}
                    """.formatted(
                            encryptionKey,
                            MAIN.name(),
                            MAIN.password(),
                            OTHER.name(),
                            OTHER.password(),
                            CONFIGURED.name(),
                            ACCOUNT,
                            CONFIGURED.password()));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    Response get(Signin signin, String path) {
        return call("GET", signin.header(), path);
    }

    /** @param form names and values by turns */
    Response post(Signin signin, String path, String... form) {
        return call("POST", signin.header(), path, form);
    }

    Response delete(Signin signin, String path) {
        return call("DELETE", signin.header(), path);
    }

    Response call(String method, @Nullable String authorization, String path, String... form) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(form[i])
                    .append('=')
                    .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        String absolute = path.startsWith("http") ? path : "http://127.0.0.1:" + server.actualPort() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(absolute))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonObject json = response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
            return new Response(response.statusCode(), json, response.headers());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
        store.close();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
