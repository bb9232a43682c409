package io.parley.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.token.AccessToken;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRoutesIT {

    private static final long NOW = 1_795_334_354L;
    private static final String CREDENTIAL = "let-my-server-in";
    private static final ApiKey KEY = new ApiKey(
            "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "a-secret-of-32-characters-long!!");

    private final TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ZERO);
    private final Vertx vertx = Vertx.vertx();
    /** In a field, since a client that nothing holds is closed by the garbage collector. */
    private final WebClient client = WebClient.create(vertx);

    private int port;

    @AfterEach
    void close() {
        client.close();
        vertx.close().await();
    }

    @Test
    void tokenComesWithWhatItIsFor() {
        serve(TokenRouteOptions.open(KEY));

        HttpResponse<Buffer> response = get("?identity=Zo%C3%AB%20M&room=demo&ttl=60");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
        JsonObject answer = response.bodyAsJsonObject();
        assertThat(answer.fieldNames()).containsExactlyInAnyOrder("token", "identity", "room");
        assertThat(answer.getString("identity")).isEqualTo("Zoë M");
        assertThat(answer.getString("room")).isEqualTo("demo");
        assertThat(verified(answer.getString("token")))
                .isEqualTo(new AccessToken(KEY.sid(), KEY.accountSid(), "Zoë M", "demo", NOW + 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?identity=alice", "?identity=alice&room=", "?identity=alice&other=x"})
    void tokenWithoutRoomOpensEveryRoomForAnHour(String query) {
        serve(TokenRouteOptions.open(KEY));

        JsonObject answer = get(query).bodyAsJsonObject();

        assertThat(answer.containsKey("room")).isTrue();
        assertThat(answer.getString("room")).isNull();
        assertThat(verified(answer.getString("token")))
                .isEqualTo(new AccessToken(KEY.sid(), KEY.accountSid(), "alice", null, NOW + 3_600));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | text/plain",
                "TEXT/PLAIN | text/plain",
                "text/* | text/plain",
                "application/json | application/json",
                "*/* | application/json",
                "text/plain, */* | application/json",
                "text/plain, */*;q=0.5 | text/plain",
                "application/json;q=0.1, text/plain;q=0.2 | text/plain",
                "application/json;q=0.2, text/plain;q=0.1 | application/json",
                "text/plain, application/json | application/json",
                "text/plain;q=0, */* | application/json",
                "application/json;q=0, */*;q=0.1 | text/plain",
                "text/html, text/plain;q=0.9 | text/plain",
                "text/plain; charset=utf-8 ; q=0.9, application/xml | text/plain",
            })
    void answerIsOfTheTypeTheCallerPrefers(String accept, String type) {
        serve(TokenRouteOptions.open(KEY));

        HttpResponse<Buffer> response = send(request("?identity=alice").putHeader("Accept", accept));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("Content-Type")).isEqualTo(type);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        if (type.equals("text/plain")) {
            assertThat(verified(response.bodyAsString()).identity()).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "image/*", "*/*;q=0", "text/html, application/json;q=0"})
    void callerWhoWantsSomethingElseGets406(String accept) {
        serve(TokenRouteOptions.open(KEY));

        assertRefused(send(request("?identity=alice").putHeader("Accept", accept)), 406, 20001, "application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 53200, identity",
        "?identity=, 53200, identity",
        "?room=demo, 53200, identity",
        "?identity=a&identity=b, 20001, identity",
        "?identity=a%00b, 53202, identity",
        "?identity=a&room=x%00, 53102, room",
        "?identity=a&room=x&room=y, 20001, room",
        "?identity=a&ttl=0, 20001, ttl",
        "?identity=a&ttl=-1, 20001, ttl",
        "?identity=a&ttl=86401, 20001, 86400",
        "?identity=a&ttl=1.5, 20001, ttl",
        "?identity=a&ttl=1h, 20001, ttl",
        "?identity=a&ttl=, 20001, ttl",
        "?identity=a&ttl=99999999999999999999, 20001, ttl",
        "?identity=a&ttl=%D9%A1, 20001, ttl",
        "?identity=%zz, 20001, query"
    })
    void wrongParameterIsNamed(String query, int code, String named) {
        serve(TokenRouteOptions.open(KEY));

        assertRefused(get(query), 400, code, named);
    }

    @Test
    void tooLongNamesAreRefused() {
        serve(TokenRouteOptions.open(KEY));

        assertThat(get("?identity=" + "i".repeat(128) + "&room=" + "r".repeat(128))
                        .statusCode())
                .isEqualTo(200);
        assertRefused(get("?identity=" + "i".repeat(129)), 400, 53201, "identity");
        assertRefused(get("?identity=a&room=" + "r".repeat(129)), 400, 53101, "room");
    }

    @Test
    void lifeHasTheLimitsOfTheOptions() {
        serve(TokenRouteOptions.open(KEY).withTtl(Duration.ofSeconds(5), Duration.ofSeconds(10)));

        assertThat(verified(get("?identity=a").bodyAsJsonObject().getString("token"))
                        .expiresAtEpochSeconds())
                .isEqualTo(NOW + 5);
        assertThat(verified(get("?identity=a&ttl=10").bodyAsJsonObject().getString("token"))
                        .expiresAtEpochSeconds())
                .isEqualTo(NOW + 10);
        assertRefused(get("?identity=a&ttl=11"), 400, 20001, "ttl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreRefused(String method) {
        serve(TokenRouteOptions.open(KEY));

        HttpResponse<Buffer> response =
                send(client.request(HttpMethod.valueOf(method), port, "127.0.0.1", "/api/token?identity=alice"));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.getHeader("Allow")).isEqualTo("GET");
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer let-my-server-in", "bearer let-my-server-in", "Bearer   let-my-server-in"})
    void callerWithTheCredentialGetsAToken(String authorization) {
        serve(TokenRouteOptions.guarded(KEY, CREDENTIAL));

        HttpResponse<Buffer> response = send(request("?identity=alice").putHeader("Authorization", authorization));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer let-my-server-i",
                "Bearer let-my-server-in!",
                "Bearer LET-MY-SERVER-IN",
                "Basic let-my-server-in",
                "let-my-server-in",
                "Bearer let-my-server-in x"
            })
    void callerWithAnotherCredentialGets401(String authorization) {
        serve(TokenRouteOptions.guarded(KEY, CREDENTIAL));

        HttpResponse<Buffer> response = send(request("?identity=alice").putHeader("Authorization", authorization));

        assertRefused(response, 401, 20003, "Authorization");
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer ");
    }

    @Test
    void callerWithoutCredentialGets401BeforeAnythingElseIsLookedAt() {
        serve(TokenRouteOptions.guarded(KEY, CREDENTIAL));

        assertRefused(get("?ttl=x"), 401, 20003, "Authorization");
    }

    @Test
    void disabledServiceSaysHowToSwitchItOn() {
        serve(router -> TokenRoutes.mountDisabled(router, "Set tokenService.credential to switch it on."));

        assertRefused(get("?identity=alice"), 403, 20403, "Set tokenService.credential to switch it on.");
    }

    @Test
    void pagesOfAnAllowedOriginMayRead() {
        serve(TokenRouteOptions.guarded(KEY, CREDENTIAL)
                .withAllowedOrigins(Set.of("https://app.example.com", "http://localhost:3000")));

        HttpResponse<Buffer> preflight = send(client.request(HttpMethod.OPTIONS, port, "127.0.0.1", TokenRoutes.PATH)
                .putHeader("Origin", "https://app.example.com")
                .putHeader("Access-Control-Request-Method", "GET")
                .putHeader("Access-Control-Request-Headers", "authorization"));
        HttpResponse<Buffer> refused = send(request("?identity=alice").putHeader("Origin", "http://localhost:3000"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(preflight.getHeader("Access-Control-Allow-Headers")).isEqualToIgnoringCase("authorization");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.getHeader("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(refused.getHeader("Vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void pagesOfAnotherOriginAreRefused() {
        serve(TokenRouteOptions.open(KEY).withAllowedOrigins(Set.of("https://app.example.com")));

        HttpResponse<Buffer> response =
                send(request("?identity=alice").putHeader("Origin", "https://evil.example.com"));

        assertRefused(response, 403, 20403, "origin");
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void withoutAllowedOriginsNoneIsReflected() {
        serve(TokenRouteOptions.open(KEY));

        HttpResponse<Buffer> response = send(request("?identity=alice").putHeader("Origin", "https://app.example.com"));

        assertThat(response.headers().names())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void bugIsLeftToTheRouterThatTheServiceIsOn() {
        InstantSource brokenClock = () -> {
            throw new IllegalStateException("no clock");
        };
        serve(router -> {
            new TokenRoutes(TokenRouteOptions.open(KEY), brokenClock).mount(router);
            router.errorHandler(
                    500, context -> context.response().setStatusCode(500).end("the product's own page"));
        });

        HttpResponse<Buffer> response = get("?identity=alice");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.bodyAsString()).isEqualTo("the product's own page");
    }

    @Test
    void optionsCheckThemselvesAndKeepTheCredential() {
        Duration hour = Duration.ofHours(1);
        assertThat(TokenRouteOptions.guarded(KEY, CREDENTIAL).toString())
                .contains(KEY.sid())
                .doesNotContain(CREDENTIAL)
                .doesNotContain(KEY.secret());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRouteOptions(KEY, null, false, hour, hour, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRouteOptions(KEY, CREDENTIAL, true, hour, hour, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRouteOptions.guarded(KEY, "with space"))
                .withMessageNotContaining("with space");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRouteOptions.open(KEY).withTtl(hour.plusSeconds(1), hour));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRouteOptions.open(KEY).withTtl(hour, Duration.ofHours(25)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRouteOptions.open(KEY).withAllowedOrigins(Set.of("*")))
                .withMessageContaining("*");
    }

    private void serve(TokenRouteOptions options) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
        serve(router -> new TokenRoutes(options, clock).mount(router));
    }

    private void serve(Consumer<Router> mount) {
        Router router = Router.router(vertx);
        mount.accept(router);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private HttpRequest<Buffer> request(String query) {
        return client.get(port, "127.0.0.1", TokenRoutes.PATH + query);
    }

    private HttpResponse<Buffer> get(String query) {
        return send(request(query));
    }

    private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) {
        return request.send().await();
    }

    private AccessToken verified(String token) {
        Verification verification = verifier.verify(token, NOW);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).token();
    }

    private static void assertRefused(HttpResponse<Buffer> response, int status, int code, String named) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        JsonObject answer = response.bodyAsJsonObject();
        assertThat(answer.getInteger("code")).isEqualTo(code);
        assertThat(answer.getInteger("status")).isEqualTo(status);
        assertThat(answer.getString("message")).contains(named);
    }
}
