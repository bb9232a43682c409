package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.websocket.TextSocketAcceptor;
import io.parley.token.ApiKey;
import io.parley.token.server.TokenRouteOptions;
import io.parley.token.server.TokenRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is served under which path of the one port. */
final class HttpRoutes {

    static final String SIGNALING = "/signaling";
    static final String INSIGHTS = "/v1/VideoEvents";
    static final String DEMO = "/demo/";

    private static final Logger LOG = LoggerFactory.getLogger("parley.http");
    /**
     * Pages load nothing from elsewhere. The SDK makes a function out of a string while it loads, and does not load
     * without {@code unsafe-eval}.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; media-src 'self' blob:; "
                    + "style-src 'self'; script-src 'self' 'unsafe-eval'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** As the kernel and the JDK word it; there is no exception of its own for it. */
    private static final Pattern GONE = Pattern.compile("(?i)connection reset|broken pipe");

    private final Vertx vertx;
    private final Node node;
    private final SignalingLoop loop;
    private final TextSocketAcceptor clients;
    private final TextSocketAcceptor insights;

    HttpRoutes(Vertx vertx, Node node, SignalingLoop loop, TextSocketAcceptor clients, TextSocketAcceptor insights) {
        this.vertx = vertx;
        this.node = node;
        this.loop = loop;
        this.clients = clients;
        this.insights = insights;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.get(SIGNALING)
                .handler(context -> clients.accept(context.request()).onSuccess(loop::serveClient));
        router.get(INSIGHTS).handler(this::telemetry);
        router.get("/health/live").handler(context -> context.end("live\n"));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        mountTokenService(router);
        node.rest.mount(router);
        router.get("/").handler(context -> redirect(context, DEMO));
        router.getWithRegex("/demo$").handler(context -> redirect(context, DEMO));
        router.route("/demo/*").handler(HttpRoutes::guardPage).handler(pages("webroot/demo"));
        router.route("/client/*").handler(pages("webroot/client"));
        router.route().failureHandler(HttpRoutes::fail);
        router.route().handler(context -> context.fail(404));
        return router;
    }

    private void mountTokenService(Router router) {
        Config.TokenService service = node.config.tokenService();
        if (!service.enabled()) {
            TokenRoutes.mountDisabled(
                    router, "Set token_service.enabled and token_service.credential to switch it on.");
            return;
        }
        TokenRouteOptions options = new TokenRouteOptions(
                signingKey(service),
                service.credential(),
                service.credential() == null,
                service.defaultTtl(),
                service.maxTtl(),
                Set.copyOf(service.allowedOrigins()));
        new TokenRoutes(options, InstantSource.system()).mount(router);
    }

    private ApiKey signingKey(Config.TokenService service) {
        List<ApiKey> keys = Node.keys(node.config);
        return keys.stream()
                .filter(key -> service.keySid() == null || key.sid().equals(service.keySid()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "token_service.key_sid is not one of api_keys, or there are none"));
    }

    private void telemetry(RoutingContext context) {
        if (loop.acceptsInsights()) {
            insights.accept(context.request()).onSuccess(loop::serveInsights);
        } else {
            context.fail(503);
        }
    }

    private void ready(RoutingContext context) {
        boolean ready = !node.isDraining();
        context.response().setStatusCode(ready ? 200 : 503).end(ready ? "ready\n" : "draining\n");
    }

    private void metrics(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .end(node.metrics.scrape());
    }

    private static StaticHandler pages(String folder) {
        return StaticHandler.create(folder).setIndexPage("index.html").setCachingEnabled(false);
    }

    private static void guardPage(RoutingContext context) {
        boolean asset = context.normalizedPath().startsWith("/demo/assets/");
        context.response()
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, asset ? "public, max-age=31536000, immutable" : "no-cache");
        context.next();
    }

    /** Keeps the query: the link to a room is in it. */
    private static void redirect(RoutingContext context, String path) {
        String query = context.request().query();
        context.redirect(query == null ? path : path + "?" + query);
    }

    /** Whether it is the client that has gone, which it may do at any time. */
    static boolean isAbort(@Nullable Throwable failure) {
        return failure instanceof ClosedChannelException
                || failure instanceof HttpClosedException
                || (failure instanceof IOException
                        && GONE.matcher(String.valueOf(failure.getMessage())).find());
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status == 500 && !context.response().closed() && !isAbort(context.failure())) {
            LOG.atError()
                    .setCause(context.failure())
                    .addKeyValue("path", context.normalizedPath())
                    .log("a request failed");
        }
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(new JsonObject()
                            .put("status", status)
                            .put("message", status == 404 ? "There is nothing here" : "The request failed")
                            .encode());
        }
    }
}
