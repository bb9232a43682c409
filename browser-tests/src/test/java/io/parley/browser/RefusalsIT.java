package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.server.ParleyServer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class RefusalsIT {

    @Test
    void tokensAreRefusedWithTheirCode(Stage stage) {
        Visitor visitor = stage.plainPage("alice", stage.server().port());
        long now = System.currentTimeMillis() / 1000;

        assertThat(visitor.joinCode("no token", "r")).isEqualTo(20101);
        assertThat(visitor.joinCode(
                        new Tokens("alice").withHeader("cty", "other").sign(), "r"))
                .isEqualTo(20102);
        assertThat(visitor.joinCode(
                        new Tokens("alice")
                                .with("iss", "SK11111111111111111111111111111111")
                                .sign(),
                        "r"))
                .isEqualTo(20103);
        assertThat(visitor.joinCode(new Tokens("alice").with("exp", now - 120).sign(), "r"))
                .isEqualTo(20104);
        assertThat(visitor.joinCode(new Tokens("alice").with("nbf", now + 120).sign(), "r"))
                .isEqualTo(20105);
        JsonObject withoutVideo = new JsonObject().put("identity", "alice");
        assertThat(visitor.joinCode(
                        new Tokens("alice").with("grants", withoutVideo).sign(), "r"))
                .isEqualTo(20106);
        assertThat(visitor.joinCode(new Tokens("alice").forRoom("another").sign(), "r"))
                .isEqualTo(20106);
        assertThat(visitor.joinCode(
                        new Tokens("alice")
                                .signedWith("another secret, as long as it has to be")
                                .sign(),
                        "r"))
                .isEqualTo(20107);
        assertThat(visitor.joinCode(new Tokens("").sign(), "r")).isEqualTo(53200);
        assertThat(visitor.joinCode(new Tokens("a".repeat(1000)).sign(), "r")).isEqualTo(53201);
        assertThat(visitor.joinCode(new Tokens("alice").forRoom("r").sign(), "r"))
                .isZero();
    }

    @Test
    void roomsAreRefusedWithTheirCode(Stage stage) {
        Visitor visitor = stage.plainPage("alice", stage.server().port());
        Visitor other = stage.plainPage(
                "alice", stage.server("rooms: { ad_hoc: false }").port());

        assertThat(visitor.joinCode(visitor.token(), "r".repeat(129))).isEqualTo(53101);
        assertThat(visitor.joinCode(visitor.token(), "RM00000000000000000000000000000000"))
                .isEqualTo(53106);
        assertThat(other.joinCode(other.token(), "r")).isEqualTo(53103);
    }

    @Test
    void thirdInARoomForTwoIsRefused(Stage stage) {
        int port = stage.server("rooms: { type: go }").port();
        stage.plainPage("alice", port).join("r");
        stage.plainPage("bob", port).join("r");
        Visitor carol = stage.plainPage("carol", port);

        assertThat(carol.joinCode(carol.token(), "r")).isEqualTo(53105);
    }

    @Test
    void sameIdentityReplacesTheOlderParticipant(Stage stage) {
        int port = stage.server().port();
        Visitor older = stage.plainPage("alice", port).join("r");

        Visitor newer = stage.plainPage("alice", port).join("r");

        older.untilFired("room", "disconnected", "(room, error) => error.code === 53205");
        assertThat(newer.text("room.state")).isEqualTo("connected");
    }

    @Test
    void roomThatIsCompletedEndsForEverybody(Stage stage) {
        ParleyServer server = stage.server();
        Visitor alice = stage.plainPage("alice", server.port()).join("r");
        Visitor bob = stage.plainPage("bob", server.port()).join("r");

        server.complete(new RoomSid(alice.text("room.sid")));

        alice.untilFired("room", "disconnected", "(room, error) => error.code === 53118");
        bob.untilFired("room", "disconnected", "(room, error) => error.code === 53118");
    }

    @Test
    void removedParticipantIsDisconnectedWithoutError(Stage stage) {
        ParleyServer server = stage.server();
        Visitor alice = stage.plainPage("alice", server.port()).join("r");
        Visitor bob = stage.plainPage("bob", server.port()).join("r");

        server.remove(new RoomSid(alice.text("room.sid")), new ParticipantSid(alice.text("room.localParticipant.sid")));

        alice.untilFired("room", "disconnected", "(room, error) => error === null");
        bob.untilFired("room", "participantDisconnected", "p => p.identity === 'alice'");
    }

    @Test
    void sessionEndsWhenItIsTooLong(Stage stage) {
        int port = stage.server("rooms: { max_participant_duration: 2s }").port();
        Visitor alice = stage.plainPage("alice", port).join("r");

        alice.untilFired("room", "disconnected", "(room, error) => error.code === 53216");
    }

    @Test
    void tracksWithBadNamesAreNotPublished(Stage stage) {
        Visitor alice = stage.plainPage("alice", stage.server().port()).join("r", "data");

        assertThat(alice.number("publish('data', 'n'.repeat(129)).then(() => 0, error => error.code)"))
                .isEqualTo(53302);
        assertThat(alice.number("publish('data', 'data').then(() => 0, error => error.code)"))
                .isEqualTo(53304);
        alice.untilFired("local", "trackPublicationFailed", "(error, track) => error.code === 53302");
        alice.untilFired("local", "trackPublicationFailed", "(error, track) => error.code === 53304");
        assertThat(alice.run("publish('data', 'fine')")).asString().startsWith("MT");
    }

    @Test
    void fullServerSaysSo(Stage stage) {
        int port = stage.serverOfOneLoop("signaling: { max_connections: 1 }").port();
        stage.plainPage("alice", port).join("r");
        Visitor bob = stage.plainPage("bob", port).expectErrors("level: error, name: closed");

        assertThat(bob.joinCode(bob.token(), "r")).isEqualTo(53006);
    }

    @Test
    void busyServerLetsNewcomersWait(Stage stage) {
        int port = stage.serverOfOneLoop("signaling: { joins_per_second: 1, join_burst: 1 }")
                .port();
        Visitor alice = stage.plainPage("alice", port);
        Visitor bob = stage.plainPage("bob", port);
        List<String> frames = new ArrayList<>();
        for (Visitor each : List.of(alice, bob)) {
            each.page().onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(frame.text())));
        }

        alice.run("void (window.joined = join(%s, { name: 'r', tracks: [], wsServer: %s, insights: false }))"
                .formatted(Visitor.quote(alice.token()), Visitor.quote(alice.wsServer())));
        assertThat(bob.joinCode(bob.token(), "r")).isZero();

        alice.run("joined");
        alice.until("room.participants.size === 1");
        assertThat(frames).anyMatch(frame -> frame.contains("busy") && frame.contains("\"keepAlive\":true"));
    }
}
