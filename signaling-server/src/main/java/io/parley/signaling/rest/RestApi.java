package io.parley.signaling.rest;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.parley.signaling.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves endpoints: finds the one that is asked for, says who calls, reads the parameters, and writes the answer.
 *
 * <p>Whatever goes wrong, the answer is JSON with {@code code}, {@code message}, {@code more_info} and {@code status}.
 */
public final class RestApi {

    private static final Logger LOG = LoggerFactory.getLogger("parley.rest");
    private static final String JSON = "application/json; charset=utf-8";
    private static final long MAX_BODY_BYTES = 1024 * 1024;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    /** Their keys and accounts are closed to keys that are not main keys. */
    private static final String IAM = "/twilio/iam/";

    /** Set on a request whose body has been read. */
    private static final String IS_READ = "io.parley.rest.read";

    private final List<Route> routes;
    private final Authenticator authenticator;
    private final AuditTrail audit;
    private final @Nullable String publicUrl;

    /** Says who calls. */
    @FunctionalInterface
    public interface Authenticator {
        /**
         * Judges the header {@code Authorization}.
         *
         * @param remoteAddress of the caller, for counting failures
         * @throws RestFailure with 401 or 429
         */
        Caller authenticate(@Nullable String authorization, String remoteAddress);
    }

    /** Remembers who changed what, or was refused to. Must not block. */
    @FunctionalInterface
    public interface AuditTrail {
        void changed(Caller caller, String method, String path, int status, String remoteAddress);
    }

    private record Route(Endpoint endpoint, Pattern path, List<String> variables) {

        static Route of(Endpoint endpoint) {
            List<String> variables = new ArrayList<>();
            Matcher matcher = VARIABLE.matcher(endpoint.path());
            StringBuilder regex = new StringBuilder();
            int from = 0;
            while (matcher.find()) {
                variables.add(matcher.group(1));
                regex.append(Pattern.quote(endpoint.path().substring(from, matcher.start())))
                        .append("([^/]+?)");
                from = matcher.end();
            }
            regex.append(Pattern.quote(endpoint.path().substring(from))).append("/?");
            return new Route(endpoint, Pattern.compile(regex.toString()), variables);
        }
    }

    /**
     * An interface of {@code endpoints}.
     *
     * @param publicUrl scheme and authority for absolute URLs; null: as the caller reached us
     */
    public RestApi(
            List<Endpoint> endpoints, Authenticator authenticator, AuditTrail audit, @Nullable String publicUrl) {
        this.routes = endpoints.stream().map(Route::of).toList();
        this.authenticator = authenticator;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    /** Puts the interface on {@code router}. */
    public void mount(Router router) {
        for (String prefix : List.of("/v1/*", "/2010-04-01/*", "/parley/v1/*")) {
            // only forms are read: of a GET that names the type of a form, the codec would make an error
            router.post(prefix)
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                    .failureHandler(this::failed);
            router.route(prefix).handler(this::serve).failureHandler(this::failed);
        }
        // paths that are not well encoded are nobody's
        router.errorHandler(400, context -> refuse(context, failure(400)));
    }

    /** Answers what is no HTTP, or too long a line of it, and ends the connection. */
    public void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        RestFailure failure = cause instanceof TooLongHttpLineException
                ? new RestFailure(414, 20001, "The URL is too long")
                : cause instanceof TooLongHttpHeaderException
                        ? new RestFailure(431, 20001, "The headers are too long")
                        : failure(400);
        request.response()
                .setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(body(request, failure).toBuffer())
                .onComplete(answered -> request.connection().close());
    }

    private void serve(RoutingContext context) {
        context.put(IS_READ, true);
        HttpServerRequest request = context.request();
        String remote =
                request.remoteAddress() == null ? "" : request.remoteAddress().host();
        Caller caller = authenticator.authenticate(request.getHeader(HttpHeaders.AUTHORIZATION), remote);
        carryOut(context, caller).onComplete(result -> {
            int status = result.succeeded()
                    ? result.result().status()
                    : failure(result.cause()).status();
            if (!request.method().equals(HttpMethod.GET)) {
                audit.changed(caller, request.method().name(), request.path(), status, remote);
            }
            if (result.succeeded()) {
                answer(context, result.result());
            } else {
                context.fail(result.cause());
            }
        });
    }

    private Future<Answer> carryOut(RoutingContext context, Caller caller) {
        try {
            Route route = route(context);
            authorize(caller, route.endpoint());
            return route.endpoint().operation().call(call(context, caller, route));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Route route(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<Route> matching = routes.stream()
                .filter(route -> route.path().matcher(request.path()).matches())
                .toList();
        if (matching.isEmpty()) {
            throw notFound(request);
        }
        return matching.stream()
                .filter(each -> each.endpoint().method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> methodNotAllowed(context, matching));
    }

    private static RestFailure notFound(HttpServerRequest request) {
        return new RestFailure(404, 20404, "The requested resource " + shown(request.path()) + " was not found");
    }

    private static RestFailure methodNotAllowed(RoutingContext context, List<Route> matching) {
        context.response()
                .putHeader(
                        HttpHeaders.ALLOW,
                        matching.stream()
                                .map(route -> route.endpoint().method().name())
                                .collect(Collectors.joining(", ")));
        return new RestFailure(405, 20004, "Method not allowed");
    }

    private static void authorize(Caller caller, Endpoint endpoint) {
        if (caller.kind() == Caller.Kind.STANDARD && endpoint.permission().startsWith(IAM)) {
            throw new RestFailure(401, 20003, "Authenticate with the account's auth token or a main key");
        }
        if (caller.policy() != null && !caller.policy().allows(endpoint.permission())) {
            throw new RestFailure(403, 20403, "The key's policy does not allow " + endpoint.permission());
        }
    }

    private Call call(RoutingContext context, Caller caller, Route route) {
        HttpServerRequest request = context.request();
        Matcher matcher = route.path().matcher(request.path());
        Map<String, String> variables = new LinkedHashMap<>();
        if (matcher.matches()) {
            for (int i = 0; i < route.variables().size(); i++) {
                String value = decode(matcher.group(i + 1));
                if (!Texts.isUnicode(value)) {
                    throw notFound(request);
                }
                variables.put(route.variables().get(i), value);
            }
        }
        MultiMap parameters =
                request.method().equals(HttpMethod.POST) ? request.formAttributes() : context.queryParams();
        return new Call(
                context.vertx().getOrCreateContext(),
                caller,
                base(request),
                decode(request.path()),
                variables,
                new Parameters(parameters));
    }

    /** In paths a plus is a plus. */
    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RestFailure(400, 20001, "The path is not well encoded");
        }
    }

    private String base(HttpServerRequest request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        String scheme = request.getHeader("X-Forwarded-Proto");
        String host = request.getHeader("X-Forwarded-Host");
        return (scheme == null ? request.scheme() : scheme) + "://"
                + (host == null ? String.valueOf(request.authority()) : host);
    }

    private void answer(RoutingContext context, Answer answer) {
        context.response().setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> context.response().putHeader(name, value));
        if (answer.body() == null) {
            context.end();
        } else {
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            context.end(answer.body().toBuffer());
        }
    }

    private void failed(RoutingContext context) {
        refuse(context, context.get(IS_READ) == null ? unreadable(context) : failure(context));
    }

    private void refuse(RoutingContext context, RestFailure failure) {
        if (failure.status() == 500) {
            LOG.atError()
                    .setCause(context.failure())
                    .addKeyValue("path", context.request().path())
                    .log("a request failed");
        }
        if (failure.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Parley\"");
        }
        if (!context.response().ended()) {
            answer(context, new Answer(failure.status(), body(context.request(), failure), Map.of()));
        }
    }

    private JsonObject body(HttpServerRequest request, RestFailure failure) {
        return new JsonObject()
                .put("code", failure.code())
                .put("message", failure.getMessage())
                .put("more_info", base(request) + "/docs/errors/" + failure.code())
                .put("status", failure.status());
    }

    private static RestFailure failure(RoutingContext context) {
        return context.failure() == null ? failure(context.statusCode()) : failure(context.failure());
    }

    /** The codec throws what it likes at bodies that it does not understand, or that have too much in them. */
    private static RestFailure unreadable(RoutingContext context) {
        boolean tooLarge = context.statusCode() == 413
                || context.failure() instanceof IOException
                || (context.failure() instanceof DecoderException
                        && !(context.failure() instanceof ErrorDataDecoderException));
        return failure(tooLarge ? 413 : 400);
    }

    private static RestFailure failure(Throwable cause) {
        if (cause instanceof CompletionException && cause.getCause() != null) {
            return failure(cause.getCause());
        }
        if (cause instanceof RestFailure failure) {
            return failure;
        }
        if (cause instanceof HttpException http) {
            return failure(http.getStatusCode());
        }
        if (cause instanceof StoreUnavailableException) {
            return new RestFailure(503, 20503, "Service Unavailable");
        }
        return failure(500);
    }

    private static RestFailure failure(int status) {
        return switch (status) {
            case 400 -> new RestFailure(400, 20001, "The request is not well encoded");
            case 413 -> new RestFailure(413, 20001, "The body is too large");
            default -> new RestFailure(500, 20500, "Internal Server Error");
        };
    }

    private static String shown(String path) {
        return path.replaceFirst("^/(v1|2010-04-01)(?=/)", "");
    }
}
