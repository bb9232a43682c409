package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table of events in the README of {@code parley-video}, as far as a room without a media server causes them. */
@ExtendWith(OnStage.class)
class OlderEventsIT {

    @Test
    void everyEventOfTheTableFiresWithItsArguments(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.parleyPage("alice", port).join("r");
        Visitor bob = stage.parleyPage("bob", port).join("r");
        alice.untilFired("room", "participantConnected", "p => p.identity === 'bob'");

        bob.run("publish('audio', 'mic')");
        bob.run("publish('canvas', 'cam')");
        bob.run("publish('data', 'talk')");
        for (String event : new String[] {"trackAdded", "trackPublished"}) {
            bob.untilFired("local", event, "track => track.name === 'cam'");
        }
        alice.untilTracksOf("bob", "cam video true true", "mic audio true true", "talk data true true");
        untilFiredOnRoomAndParticipant(alice, "trackAdded", "track => track.type === 'RemoteTrack'", 1);
        untilFiredOnRoomAndParticipant(alice, "trackSubscribed", "(t, p) => t.sid === p.sid", 2);
        untilFiredOnRoomAndParticipant(alice, "trackPublished", "p => p.type === 'Publication'", 1);

        alice.run("attach('cam', '#video')");
        untilFiredOnRoomAndParticipant(alice, "trackStarted", "track => track.name === 'cam'", 1);
        alice.untilFired("track:cam", "started", "track => track.name === 'cam'");
        bob.run("resize('cam', 640, 480)");
        untilFiredOnRoomAndParticipant(alice, "trackDimensionsChanged", "track => track.name === 'cam'", 1);
        alice.untilFired("track:cam", "dimensionsChanged");

        bob.run("local('mic', 'disable')");
        bob.untilFired("local", "trackDisabled", "track => track.type === 'LocalTrack' && track.name === 'mic'");
        untilFiredOnRoomAndParticipant(alice, "trackDisabled", "p => p.type === 'Publication' && p.name === 'mic'", 1);
        alice.untilFired("track:mic", "disabled", "track => track.type === 'RemoteTrack'");
        bob.run("local('mic', 'enable')");
        bob.untilFired("local", "trackEnabled", "track => track.type === 'LocalTrack' && track.name === 'mic'");
        untilFiredOnRoomAndParticipant(alice, "trackEnabled", "p => p.type === 'Publication' && p.name === 'mic'", 1);
        alice.untilFired("track:mic", "enabled", "track => track.type === 'RemoteTrack'");

        bob.run("publishData('talk', 'hello')");
        alice.untilFired("track:talk", "message", "(text, track) => text === 'hello' && track.name === 'talk'");
        untilFiredOnRoomAndParticipant(alice, "trackMessage", "(text, track) => track.name === 'talk'", 2);

        bob.run("publish('data', 'talk').catch(() => {})");
        bob.untilFired("local", "trackPublicationFailed", "(error, track) => error.code === 53304");
        bob.run("local('mic', 'stop')");
        bob.untilFired("local", "trackStopped", "track => track.name === 'mic'");

        bob.run("unpublish('cam')");
        bob.untilFired("local", "trackRemoved", "track => track.name === 'cam'");
        for (String event : new String[] {"trackRemoved", "trackUnpublished", "trackUnsubscribed"}) {
            untilFiredOnRoomAndParticipant(alice, event, "track => track.name === 'cam'", -1);
        }
        alice.untilFired("track:cam", "unsubscribed", "track => track.name === 'cam'");

        bob.run("leave()");
        bob.untilFired("room", "disconnected", "(room, error) => room.type === 'Room' && error === null");
        bob.untilFired("local", "disconnected", "p => p.type === 'LocalParticipant'");
        bob.untilFired("local", "trackRemoved", "track => track.name === 'mic'");
        alice.untilFired("participant:bob", "disconnected", "p => p.type === 'RemoteParticipant'");
        alice.untilFired("room", "participantDisconnected", "p => p.identity === 'bob'");
        assertThat(alice.number(
                        "events.findIndex(e => e.emitter === 'room' && e.event === 'trackRemoved' && e.args[0].name === 'mic')"
                                + " - events.findIndex(e => e.event === 'participantDisconnected')"))
                .isNegative();
    }

    /** @param arguments of the participant's event; the room's has the participant after them; negative: not looked at */
    private static void untilFiredOnRoomAndParticipant(Visitor visitor, String event, String test, int arguments) {
        visitor.untilFired(
                "participant:bob",
                event,
                "(...args) => (%d < 0 || args.length === %d) && (%s)(...args)".formatted(arguments, arguments, test));
        visitor.untilFired(
                "room", event, "(...args) => args.at(-1).identity === 'bob' && (%s)(...args)".formatted(test));
    }
}
