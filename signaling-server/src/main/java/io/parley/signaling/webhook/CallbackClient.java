package io.parley.signaling.webhook;

import io.parley.signaling.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests. Resolves the host itself, judges the addresses, and connects to the very one that it judged, so that
 * a name that changes between the two is of no use (DNS rebinding). Follows no redirect.
 *
 * <p>To be used on one event loop.
 */
final class CallbackClient {

    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    /** Less than servers usually wait: one that closes at the moment we send would cost an attempt. */
    private static final int KEEP_ALIVE_SECONDS = 4;
    /** Of an answer that nobody reads; a longer one costs the connection. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_ERROR_CHARS = 500;
    private static final int MAX_CONNECT_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final Resolver resolver;
    private final AddressPolicy addresses;
    private final AuthTokens tokens;
    private final String userAgent;
    private final int connectMillis;
    private final int totalMillis;

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        /** All addresses, at least one. */
        Future<List<InetAddress>> resolve(String host);
    }

    /** @param options empty but in tests */
    CallbackClient(
            Vertx vertx,
            HttpClientOptions options,
            Resolver resolver,
            Config.Webhooks config,
            AuthTokens tokens,
            String userAgent) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions(options)
                        .setConnectTimeout(MAX_CONNECT_MILLIS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(config.maxInFlight()));
        this.resolver = resolver;
        this.addresses = new AddressPolicy(config.allowPrivateAddresses());
        this.tokens = tokens;
        this.userAgent = userAgent;
        this.connectMillis = Math.toIntExact(config.connectTimeout().toMillis());
        this.totalMillis = Math.toIntExact(config.timeout().toMillis());
    }

    /** Tries to deliver. What goes wrong is an outcome: the future does not fail. */
    Future<Outcome> send(Delivery delivery, long nowMillis) {
        CallbackUrl url = CallbackUrl.parse(delivery.url());
        if (url == null) {
            return refused("not an absolute http or https URL");
        }
        String token = tokens.authToken(delivery.accountSid());
        if (token == null) {
            return refused("account " + delivery.accountSid() + " has no auth token to sign with");
        }
        Map<String, String> parameters = delivery.parameterMap();
        String encoded = CallbackParameters.encode(parameters);
        boolean get = delivery.method().equals("GET");
        CallbackUrl asked = get ? url.with(encoded) : url;
        RequestOptions options = new RequestOptions()
                .setMethod(get ? HttpMethod.GET : HttpMethod.POST)
                .setSsl(url.tls())
                .setHost(url.host())
                .setPort(url.port())
                .setURI(asked.target())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.USER_AGENT, userAgent)
                .putHeader(HttpHeaders.ACCEPT, "*/*")
                .putHeader("I-Twilio-Idempotency-Token", delivery.idempotencyToken())
                .putHeader(
                        "X-Twilio-Signature",
                        CallbackSignature.sign(token, asked.signed(), get ? Map.of() : parameters));
        if (url.authorization() != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION, url.authorization());
        }
        if (!get) {
            options.putHeader(HttpHeaders.CONTENT_TYPE, FORM);
        }
        Exchange exchange = new Exchange(url, options, get ? null : Buffer.buffer(encoded), delivery.attempts());
        return exchange.run(remainingMillis(delivery, url.overrides(), nowMillis));
    }

    Future<Void> close() {
        return http.close();
    }

    private int remainingMillis(Delivery delivery, DeliveryOverrides overrides, long nowMillis) {
        Integer limit = overrides.totalMillis();
        Long first = delivery.firstAttemptAtMillis();
        long goneMillis = first == null ? 0 : Math.max(0, nowMillis - first);
        return limit == null ? totalMillis : (int) Math.max(1, Math.min(totalMillis, limit - goneMillis));
    }

    private static Future<Outcome> refused(String why) {
        return Future.succeededFuture(Outcome.failed(Failure.REFUSED, why));
    }

    /** One request, from the name to the end of the answer. */
    private final class Exchange {

        private final CallbackUrl url;
        private final RequestOptions options;
        private final @Nullable Buffer body;
        private final int attempts;
        private final Promise<Outcome> over = Promise.promise();
        private @Nullable HttpClientRequest request;
        private @Nullable Outcome answer;
        private int bodyBytes;

        Exchange(CallbackUrl url, RequestOptions options, @Nullable Buffer body, int attempts) {
            this.url = url;
            this.options = options;
            this.body = body;
            this.attempts = attempts;
        }

        Future<Outcome> run(int limitMillis) {
            Integer connect = url.overrides().connectMillis();
            int connectLimitMillis = Math.min(limitMillis, connect == null ? connectMillis : connect);
            long total = vertx.setTimer(limitMillis, late -> expire(limitMillis));
            long connecting = vertx.setTimer(connectLimitMillis, late -> {
                if (request == null) {
                    over.tryComplete(
                            Outcome.failed(Failure.CONNECT, "no connection within " + connectLimitMillis + " ms"));
                }
            });
            resolver.resolve(url.hostName()).onSuccess(this::connect).onFailure(this::unresolved);
            return over.future().onComplete(end -> {
                vertx.cancelTimer(total);
                vertx.cancelTimer(connecting);
            });
        }

        private void unresolved(Throwable cause) {
            over.tryComplete(Outcome.failed(Failure.CONNECT, "the host has no address: " + words(cause)));
        }

        private void connect(List<InetAddress> found) {
            List<InetAddress> allowed = found.stream().filter(addresses::allows).toList();
            if (allowed.isEmpty()) {
                over.tryComplete(Outcome.failed(
                        Failure.REFUSED,
                        "the host has no public address, and webhooks.allow_private_addresses is off"));
            }
            if (over.future().isComplete()) {
                return;
            }
            String address = allowed.get(attempts % allowed.size()).getHostAddress();
            http.request(options.setServer(SocketAddress.inetSocketAddress(url.port(), address)))
                    .onSuccess(this::write)
                    .onFailure(cause -> over.tryComplete(Outcome.failed(Failure.CONNECT, words(cause))));
        }

        private void write(HttpClientRequest connected) {
            if (over.future().isComplete()) {
                connected.reset();
                return;
            }
            request = connected;
            Integer read = url.overrides().readMillis();
            if (read != null) {
                long timer = vertx.setTimer(read, late -> expire(read));
                over.future().onComplete(end -> vertx.cancelTimer(timer));
            }
            (body == null ? connected.send() : connected.send(body))
                    .onSuccess(this::read)
                    .onFailure(cause -> over.tryComplete(Outcome.failed(Failure.READ, words(cause))));
        }

        /** Its status says it all; the rest is read so that the connection can be used again. */
        private void read(HttpClientResponse response) {
            Outcome status = Outcome.answered(response.statusCode());
            answer = status;
            response.exceptionHandler(cause -> over.tryComplete(status));
            response.endHandler(end -> over.tryComplete(status));
            response.handler(part -> {
                bodyBytes += part.length();
                if (bodyBytes > MAX_BODY_BYTES) {
                    cut(status);
                }
            });
        }

        private void expire(int afterMillis) {
            if (answer != null) {
                cut(answer);
            } else if (request != null) {
                cut(Outcome.failed(Failure.READ, "no answer within " + afterMillis + " ms"));
            } else {
                over.tryComplete(Outcome.failed(Failure.CONNECT, "no connection within " + afterMillis + " ms"));
            }
        }

        private void cut(Outcome outcome) {
            if (over.tryComplete(outcome) && request != null) {
                request.reset();
            }
        }
    }

    /** The message, and that of what is at the bottom of it: of TLS only the latter says what is wrong. */
    private static String words(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words =
                root == failure || String.valueOf(failure.getMessage()).contains(String.valueOf(root.getMessage()))
                        ? String.valueOf(failure.getMessage())
                        : failure.getMessage() + ": " + root.getMessage();
        return words.substring(0, Math.min(words.length(), MAX_ERROR_CHARS));
    }
}
