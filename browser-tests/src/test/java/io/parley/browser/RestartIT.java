package io.parley.browser;

import io.parley.signaling.server.ParleyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class RestartIT {

    @Test
    void sessionsEndWithTheServerAndNewOnesBegin(Stage stage) {
        ParleyServer server = stage.server();
        int port = server.port();
        Visitor alice =
                stage.plainPage("alice", port).expectErrors("WebSocket connection to|level: error, name: closed");
        alice.join("r", "audio");

        stage.stop(server);
        alice.untilFired("room", "reconnecting", "error => error.code === 53001");
        stage.serverAt(port);

        alice.untilFired("room", "disconnected", "(room, error) => error.code === 53204");
        alice.join("r", "audio");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio");
        bob.untilFlowing(1);
    }
}
