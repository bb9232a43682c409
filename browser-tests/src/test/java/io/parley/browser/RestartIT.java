package io.parley.browser;

import io.parley.signaling.server.ParleyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class RestartIT {

    /** What the browser and the SDK write to the console when a socket is lost. */
    private static final String LOST = "WebSocket connection to|level: error, name: closed";

    @Test
    void callGoesOnWhileTheServerIsRestarted(Stage stage) {
        ParleyServer server = stage.server();
        int port = server.port();
        Visitor alice = stage.plainPage("alice", port).expectErrors(LOST).join("r", "audio", "video");
        Visitor bob = stage.plainPage("bob", port).expectErrors(LOST).join("r", "audio");
        alice.untilTracksOf("bob", "audio audio true true");
        bob.untilFlowing(2);

        stage.stop(server);
        assertReconnecting(alice, bob);
        bob.untilFlowing(2);
        stage.serverAt(port);

        assertGoesOn(alice, bob);
    }

    @Test
    void callGoesOnWhenTheServerIsKilled(Stage stage) {
        ServerProcess server = stage.process();
        Visitor alice =
                stage.plainPage("alice", server.port()).expectErrors(LOST).join("r", "audio", "video");
        Visitor bob = stage.plainPage("bob", server.port()).expectErrors(LOST).join("r", "audio");
        alice.untilTracksOf("bob", "audio audio true true");
        bob.untilFlowing(2);

        server.kill();
        assertReconnecting(alice, bob);
        bob.run("void publish('data', 'talk')");
        server.start();

        assertGoesOn(alice, bob);
        alice.untilTracksOf("bob", "audio audio true true", "later video true true", "talk data true true");
    }

    private static void assertReconnecting(Visitor... visitors) {
        for (Visitor each : visitors) {
            each.untilFired("room", "reconnecting", "error => error.code === 53001");
        }
    }

    private static void assertGoesOn(Visitor alice, Visitor bob) {
        alice.untilFired("room", "reconnected");
        bob.untilFired("room", "reconnected");
        alice.until("[...room.participants.values()].every(p => p.state === 'connected')");
        bob.untilFlowing(2);
        bob.run("publish('canvas', 'later')");
        alice.until("[...room.participants.values()][0].tracks.size >= 2");
        alice.untilFlowing(2);
        for (Visitor each : new Visitor[] {alice, bob}) {
            each.until("events.every(e => !(e.emitter === 'room' && e.event === 'participantDisconnected'))");
        }
    }
}
