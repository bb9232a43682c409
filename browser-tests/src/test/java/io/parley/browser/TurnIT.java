package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OnStage.class)
class TurnIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path folder;

    @Test
    void mediaGoesOverTheRelayAlone(Stage stage) throws IOException {
        try (TurnServer turn = new TurnServer(folder)) {
            int port = stage.server(turn.settings()).port();
            Visitor alice = stage.plainPage("alice", port);
            Visitor bob = stage.plainPage("bob", port);
            alice.joinWith(alice.token(), "r", "iceTransportPolicy: 'relay'", "audio", "video");
            bob.joinWith(bob.token(), "r", "iceTransportPolicy: 'relay'", "audio", "video");

            alice.untilFlowing(2);
            bob.untilFlowing(2);
            assertThat(alice.run("candidateTypes()")).isEqualTo(List.of("relay"));
        }
    }

    @Test
    void preflightCompletes(Stage stage) throws IOException {
        try (TurnServer turn = new TurnServer(folder)) {
            int port = stage.server(turn.settings()).port();
            // Its telemetry cannot be sent anywhere else than to a host that is not there.
            Visitor alice = stage.plainPage("alice", port).expectErrors("WebSocket connection to 'wss://sdkgw");

            assertThat(alice.text("preflight(%s, { wsServer: %s, duration: 3000 })"
                            .formatted(Visitor.quote(alice.token()), Visitor.quote(alice.wsServer()))))
                    .isEqualTo("completed");
        }
    }
}
