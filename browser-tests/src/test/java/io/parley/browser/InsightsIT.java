package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.server.ParleyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class InsightsIT {

    @Test
    void telemetryIsTakenAndCounted(Stage stage) {
        ParleyServer server = stage.server();
        Visitor alice = stage.plainPage("alice", server.port());
        assertThat(metrics(server)).doesNotContain("parley_insights_events_total{");

        alice.run(
                "join(%s, { name: 'r', tracks: [], wsServer: %s, wsServerInsights: 'ws://127.0.0.1:%d/v1/VideoEvents' })"
                        .formatted(Visitor.quote(alice.token()), Visitor.quote(alice.wsServer()), server.port()));
        alice.page().waitForCondition(() -> metrics(server).contains("parley_insights_events_total{group=\"room\"}"));
    }

    private static String metrics(ParleyServer server) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
