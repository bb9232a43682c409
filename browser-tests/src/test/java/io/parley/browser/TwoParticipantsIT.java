package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class TwoParticipantsIT {

    @Test
    void seeAndHearEachOther(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.plainPage("alice", port).join("r", "audio", "video", "data");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio", "video", "data");

        alice.untilTracksOf("bob", "audio audio true true", "data data true true", "video video true true");
        bob.untilTracksOf("alice", "audio audio true true", "data data true true", "video video true true");
        alice.untilFired("room", "participantConnected", "p => p.identity === 'bob'");
        assertThat(alice.number("show('video')")).isPositive();
        assertThat(bob.number("show('video')")).isPositive();
        alice.untilFlowing(2);
        bob.untilFlowing(2);
        assertThat(alice.run("room.getStats().then(all => all.length > 0 && all[0].remoteVideoTrackStats.length)"))
                .isEqualTo(1);
        assertThat(alice.run("room.mediaRegion")).isNull();
    }

    @Test
    void talkOverDataTracks(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.plainPage("alice", port).join("r", "data");
        Visitor bob = stage.plainPage("bob", port).join("r", "data");
        for (Visitor each : new Visitor[] {alice, bob}) {
            each.run("""
                    Promise.all([['unordered', { ordered: false }], ['lossy', { maxRetransmits: 0 }]]
                      .map(([name, options]) => room.localParticipant.publishTrack(
                        new Parley.Video.LocalDataTrack({ name, ...options }))))""");
        }
        String[] all = {"data data true true", "lossy data true true", "unordered data true true"};
        alice.untilTracksOf("bob", all);
        bob.untilTracksOf("alice", all);

        for (String track : new String[] {"data", "unordered", "lossy"}) {
            alice.run("publishData('%s', 'hello over %s')".formatted(track, track));
            bob.run("publishData('%s', [1, 2, 255])".formatted(track));
            bob.untilFired("track:" + track, "message", "text => text === 'hello over %s'".formatted(track));
            alice.untilFired("track:" + track, "message", "data => data.bytes.join() === '1,2,255'");
        }
        assertThat(bob.run("[...[...room.participants.values()][0].tracks.values()].map(({ track }) => "
                        + "[track.name, track.reliable, track.ordered, track.maxRetransmits].join()).sort().join(' ')"))
                .isEqualTo("data,true,true, lossy,false,true,0 unordered,true,false,");
    }

    @Test
    void changeTheirTracks(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.plainPage("alice", port).join("r", "audio");
        Visitor bob = stage.plainPage("bob", port).join("r");
        bob.untilTracksOf("alice", "audio audio true true");

        alice.run("publish('canvas', 'one')");
        bob.untilTracksOf("alice", "audio audio true true", "one video true true");
        assertThat(bob.number("show('one')")).isEqualTo(320);
        alice.run("unpublish('one')");
        bob.untilFired("room", "trackUnsubscribed", "track => track.name === 'one'");
        bob.untilFired("room", "trackUnpublished", "publication => publication.name === 'one'");
        bob.untilTracksOf("alice", "audio audio true true");
        alice.run("publish('canvas', 'one')");
        bob.untilTracksOf("alice", "audio audio true true", "one video true true");
        bob.untilFlowing(2);

        alice.run("local('audio', 'disable')");
        bob.untilFired(
                "room", "trackDisabled", "(publication, p) => publication.name === 'audio' && p.identity === 'alice'");
        bob.untilTracksOf("alice", "audio audio true false", "one video true true");
        alice.run("local('audio', 'enable')");
        bob.untilFired("room", "trackEnabled");
        bob.untilTracksOf("alice", "audio audio true true", "one video true true");

        alice.run("[...room.localParticipant.videoTracks.values()][0].setPriority('high')");
        bob.untilFired(
                "room", "trackPublishPriorityChanged", "(priority, p) => priority === 'high' && p.name === 'one'");
    }

    @Test
    void leave(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.plainPage("alice", port).join("r", "audio");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio");
        bob.untilTracksOf("alice", "audio audio true true");

        alice.run("leave()");

        alice.untilFired("room", "disconnected", "(room, error) => room.state === 'disconnected' && error === null");
        bob.untilFired("room", "trackUnsubscribed");
        bob.untilFired("room", "participantDisconnected", "p => p.identity === 'alice' && p.state === 'disconnected'");
        assertThat(bob.number("room.participants.size")).isZero();
    }
}
