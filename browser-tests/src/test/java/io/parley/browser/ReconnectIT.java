package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class ReconnectIT {

    /** What the browser and the SDK write to the console when a socket is lost. */
    private static final String LOST = "WebSocket connection to|level: error, name: closed";

    @Test
    void changesOfBothSidesDuringAnOutageArriveAfterIt(Stage stage) {
        int port = stage.server().port();
        TcpProxy proxy = stage.proxy(port);
        Visitor alice =
                stage.plainPage("alice", proxy.port()).expectErrors(LOST).join("r", "audio", "video");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio");
        alice.untilTracksOf("bob", "audio audio true true");
        bob.untilTracksOf("alice", "audio audio true true", "video video true true");
        bob.untilFlowing(2);

        proxy.refuse(true);
        proxy.cut();
        alice.untilFired("room", "reconnecting", "error => error.code === 53001");
        alice.untilFired("local", "reconnecting");
        bob.untilFired("room", "participantReconnecting", "p => p.identity === 'alice' && p.state === 'reconnecting'");
        alice.run("local('audio', 'disable')");
        alice.run("void publish('canvas', 'from alice')");
        bob.run("publish('canvas', 'from bob')");
        bob.run("publish('data', 'talk')");
        bob.run("unpublish('audio')");
        // The picture that was there before goes on without signaling.
        bob.untilFlowing(1);
        proxy.refuse(false);

        alice.untilFired("room", "reconnected");
        bob.untilFired("room", "participantReconnected", "p => p.identity === 'alice' && p.state === 'connected'");
        alice.untilTracksOf("bob", "from bob video true true", "talk data true true");
        bob.untilTracksOf("alice", "audio audio true false", "from alice video true true", "video video true true");
        alice.untilFlowing(1);
        bob.untilFlowing(2);
        assertThat(alice.number("show('from bob')")).isEqualTo(320);
        assertThat(bob.number("show('from alice')")).isEqualTo(320);
        bob.run("publishData('talk', 'still there?')");
        alice.untilFired("track:talk", "message", "text => text === 'still there?'");
    }

    @Test
    void socketThatOnlySwallowsIsReplaced(Stage stage) {
        int port = stage.server().port();
        TcpProxy proxy = stage.proxy(port);
        Visitor alice =
                stage.plainPage("alice", proxy.port()).expectErrors(LOST).join("r", "audio");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio");
        alice.untilTracksOf("bob", "audio audio true true");

        proxy.swallow();
        bob.run("publish('data', 'unheard')");

        alice.untilFired("room", "reconnecting", "error => error.code === 53001");
        alice.untilFired("room", "reconnected");
        alice.untilTracksOf("bob", "audio audio true true", "unheard data true true");
        alice.run("publish('data', 'heard')");
        bob.untilTracksOf("alice", "audio audio true true", "heard data true true");
        alice.untilFlowing(1);
    }

    @Test
    void sessionEndsOnBothSidesWhenTheOutageIsTooLong(Stage stage) {
        int port = stage.server("rooms: { session_timeout: 2s, session_grace: 1s }")
                .port();
        TcpProxy proxy = stage.proxy(port);
        Visitor alice =
                stage.plainPage("alice", proxy.port()).expectErrors(LOST).join("r");
        Visitor bob = stage.plainPage("bob", port).join("r");
        bob.until("room.participants.size === 1");

        proxy.refuse(true);
        proxy.cut();

        alice.untilFired("room", "disconnected", "(room, error) => error.code === 53001");
        bob.untilFired("room", "participantReconnecting");
        bob.untilFired("room", "participantDisconnected", "p => p.identity === 'alice'");
    }
}
