package io.parley.token.server;

import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/token?identity=alice&room=demo&ttl=3600}: a fresh access token.
 *
 * <p>{@code room} and {@code ttl} (seconds) may be left out. The answer is {@code {"token", "identity", "room"}}, with a
 * null room when the token opens all of them, or the bare token for {@code Accept: text/plain}. An error is
 * {@code {"code", "message", "status"}} and names the parameter. Nothing is cached.
 *
 * <p>The service does not know who its caller is beyond the one credential: it gives out whatever identity is asked for.
 * Apps with users of their own mint tokens in their own server, with {@link TokenMinter} or a helper library.
 */
public final class TokenRoutes {

    /** Where the service is. */
    public static final String PATH = "/api/token";

    private static final String BEARER = "Bearer ";

    private final TokenRouteOptions options;
    private final InstantSource clock;

    /**
     * The service; on no router yet.
     *
     * @param clock the time of day at which tokens are made
     */
    public TokenRoutes(TokenRouteOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /** Puts the service on {@code router}. */
    public void mount(Router router) {
        router.route(PATH).handler(TokenRoutes::keepUncached).failureHandler(TokenRoutes::refuse);
        if (!options.allowedOrigins().isEmpty()) {
            router.route(PATH).handler(cors());
        }
        router.get(PATH).handler(this::authenticate).handler(this::answer);
        router.route(PATH).handler(TokenRoutes::refuseMethod);
    }

    /**
     * Puts an answer in the place of the service that says why it is not there: 403 to everyone.
     *
     * @param howToSwitchOn for whoever runs the server, such as the name of the setting
     */
    public static void mountDisabled(Router router, String howToSwitchOn) {
        router.route(PATH)
                .handler(TokenRoutes::keepUncached)
                .handler(context -> context.fail(
                        new Refusal(403, 20403, "This server does not hand out access tokens. " + howToSwitchOn)))
                .failureHandler(TokenRoutes::refuse);
    }

    private CorsHandler cors() {
        return CorsHandler.create()
                .addOrigins(List.copyOf(options.allowedOrigins()))
                .allowedMethod(HttpMethod.GET)
                .allowedHeader(HttpHeaders.AUTHORIZATION.toString());
    }

    private static void keepUncached(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        context.next();
    }

    private void authenticate(RoutingContext context) {
        String expected = options.credential();
        if (expected != null && !isBearer(context.request().getHeader(HttpHeaders.AUTHORIZATION), expected)) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"access tokens\"");
            throw new Refusal(401, 20003, "Authenticate with the header Authorization: Bearer <credential>");
        }
        context.next();
    }

    /** The comparison takes the same time wherever the first difference is. */
    private static boolean isBearer(@Nullable String authorization, String expected) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(RoutingContext context) {
        AnswerFormat format = AnswerFormat.preferred(context.parsedHeaders().accept());
        if (format == null) {
            throw new Refusal(406, 20001, "Not acceptable: there is application/json and text/plain");
        }
        TokenRequest request = new TokenQuery(context.queryParams(), options).read();
        String token = TokenMinter.mint(options.key(), request, clock.instant().getEpochSecond());
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
        context.end(format == AnswerFormat.TEXT ? token : json(token, request).encode());
    }

    private static JsonObject json(String token, TokenRequest request) {
        return new JsonObject()
                .put("token", token)
                .put("identity", request.identity())
                .put("room", request.room());
    }

    private static void refuseMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
        throw new Refusal(405, 20004, "Method not allowed: " + PATH + " takes GET only");
    }

    /** Leaves what is not for this route to say, a bug foremost, to the router it is on. */
    private static void refuse(RoutingContext context) {
        Refusal refusal = refusal(context);
        if (refusal == null) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, AnswerFormat.JSON.contentType())
                .end(refusal.toJson().encode());
    }

    private static @Nullable Refusal refusal(RoutingContext context) {
        if (context.failure() instanceof Refusal refusal) {
            return refusal;
        }
        return switch (context.statusCode()) {
            case 400 -> new Refusal(400, 20001, "Invalid parameter: the query of the URL is not well encoded");
            case 403 -> new Refusal(403, 20403, "Pages of this origin may not ask for access tokens");
            default -> null;
        };
    }
}
