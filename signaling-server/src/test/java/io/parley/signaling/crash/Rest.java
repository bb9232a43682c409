package io.parley.signaling.crash;

import io.parley.token.DevelopmentCredentials;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** An app's server: it calls the REST interface. */
final class Rest {

    private static final String CREDENTIALS = Base64.getEncoder()
            .encodeToString((DevelopmentCredentials.ACCOUNT_SID + ":" + DevelopmentCredentials.AUTH_TOKEN)
                    .getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess server;

    /** An answer; a server that is gone meanwhile gives an {@link IOException} instead. */
    record Answer(int status, JsonObject body) {}

    Rest(ServerProcess server) {
        this.server = server;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    Answer post(String path, String form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + CREDENTIALS);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        String body = response.body();
        return new Answer(response.statusCode(), body.isEmpty() ? new JsonObject() : new JsonObject(body));
    }
}
