package io.parley.bench;

import io.parley.token.DevelopmentCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the REST interface of one server over a few connections that stay open. */
final class RestClient {

    static final String ROOMS = "/v1/Rooms";
    private static final int CONNECTIONS = 32;
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder()
                    .encodeToString((DevelopmentCredentials.ACCOUNT_SID + ":" + DevelopmentCredentials.AUTH_TOKEN)
                            .getBytes(StandardCharsets.UTF_8));

    private final HttpClient client;

    RestClient(Vertx vertx, ChildServer server) {
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(server.port())
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Completes with the body; fails unless the status is one of success. */
    Future<Buffer> get(String path) {
        return send(HttpMethod.GET, path, Buffer.buffer());
    }

    /** Completes with the body; fails unless the status is one of success. */
    Future<Buffer> post(String path, Map<String, String> form) {
        return send(HttpMethod.POST, path, Buffer.buffer(encoded(form)));
    }

    /** Makes a room. */
    Future<Buffer> create(String name) {
        return post(ROOMS, Map.of("UniqueName", name));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Future<Buffer> send(HttpMethod method, String path, Buffer body) {
        return client.request(method, path)
                .compose(request -> {
                    request.putHeader("Authorization", AUTHORIZATION);
                    if (method.equals(HttpMethod.POST)) {
                        request.putHeader("Content-Type", "application/x-www-form-urlencoded");
                    }
                    return request.send(body);
                })
                .compose(response -> response.body().compose(answer -> succeeded(path, response, answer)));
    }

    private static Future<Buffer> succeeded(String path, HttpClientResponse response, Buffer answer) {
        return response.statusCode() < 300
                ? Future.succeededFuture(answer)
                : Future.failedFuture(path + ": " + response.statusCode() + " " + answer);
    }
}
