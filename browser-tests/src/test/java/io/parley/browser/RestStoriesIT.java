package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.twilio.http.TwilioRestClient;
import com.twilio.jwt.accesstoken.VideoGrant;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import com.twilio.rest.video.v1.room.participant.PublishedTrack;
import com.twilio.rest.video.v1.room.participant.SubscribeRules;
import com.twilio.rest.video.v1.room.participant.SubscribedTrack;
import io.parley.signaling.server.ParleyServer;
import io.parley.token.ApiKey;
import io.parley.token.DevelopmentCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An app's back end acts with the helper library, and its pages see it; they act, and the back end sees that. */
@ExtendWith(OnStage.class)
class RestStoriesIT {

    @Test
    void roomOfTheBackEndTakesAsManyAsItWasMadeFor(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room room = Room.creator()
                .setUniqueName("r")
                .setType(Room.RoomType.PEER_TO_PEER)
                .setMaxParticipants(2)
                .create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio", "video", "data");
        Visitor bob = stage.plainPage("bob", server.port()).join(room.getSid(), "audio");
        Visitor carol = stage.plainPage("carol", server.port());

        assertThat(carol.joinCode(carol.token(), "r")).isEqualTo(53105);

        assertThat(alice.text("room.sid")).isEqualTo(room.getSid());
        assertThat(bob.text("room.name")).isEqualTo("r");
        assertThat(all(Participant.reader("r").read(rest)))
                .extracting(Participant::getIdentity, Participant::getSid, Participant::getStatus)
                .containsExactlyInAnyOrder(
                        tuple("alice", sidOf(alice), Participant.Status.CONNECTED),
                        tuple("bob", sidOf(bob), Participant.Status.CONNECTED));
        alice.untilFlowing(1);
        bob.untilFlowing(2);
    }

    @Test
    void backEndSeesWhatIsPublished(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room.creator().setUniqueName("r").setType(Room.RoomType.PEER_TO_PEER).create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio", "video", "data");
        Visitor bob = stage.plainPage("bob", server.port()).join("r");

        assertThat(all(PublishedTrack.reader("r", "alice").read(rest)))
                .extracting(PublishedTrack::getName, PublishedTrack::getKind, PublishedTrack::getEnabled)
                .containsExactlyInAnyOrder(
                        tuple("audio", PublishedTrack.Kind.AUDIO, true),
                        tuple("video", PublishedTrack.Kind.VIDEO, true),
                        tuple("data", PublishedTrack.Kind.DATA, true));
        assertThat(all(PublishedTrack.reader("r", "bob").read(rest))).isEmpty();
        alice.run("local('audio', 'disable')");
        bob.untilTracksOf("alice", "audio audio true false", "data data true true", "video video true true");
        alice.run("unpublish('video')");
        bob.untilTracksOf("alice", "audio audio true false", "data data true true");

        assertThat(all(PublishedTrack.reader("r", "alice").read(rest)))
                .extracting(PublishedTrack::getName, PublishedTrack::getEnabled)
                .containsExactlyInAnyOrder(tuple("audio", false), tuple("data", true));
        PublishedTrack audio = PublishedTrack.fetcher("r", "alice", "audio").fetch(rest);
        assertThat(audio.getSid()).isEqualTo(alice.text("[...room.localParticipant.audioTracks.keys()][0]"));
        assertThat(audio.getDateUpdated()).isNotNull();
    }

    @Test
    void backEndCompletesTheRoom(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room room = Room.creator().setUniqueName("r").create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r");
        Visitor bob = stage.plainPage("bob", server.port()).join("r");

        Room completed = Room.updater("r", Room.RoomStatus.COMPLETED).update(rest);

        for (Visitor each : List.of(alice, bob)) {
            each.untilFired("room", "disconnected", "(room, error) => error.code === 53118");
        }
        assertThat(room.getEndTime()).isNull();
        assertThat(completed.getSid()).isEqualTo(room.getSid());
        assertThat(completed.getStatus()).isEqualTo(Room.RoomStatus.COMPLETED);
        assertThat(completed.getEndTime()).isNotNull();
        assertThat(completed.getDuration()).isNotNull();
        assertThat(all(Participant.reader(room.getSid()).read(rest))).hasSize(2).allSatisfy(gone -> {
            assertThat(gone.getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
            assertThat(gone.getEndTime()).isNotNull();
            assertThat(gone.getDuration()).isNotNull();
        });
        assertThat(alice.joinCode(alice.token(), room.getSid())).isEqualTo(53106);
    }

    @Test
    void backEndRemovesAParticipantWhoComesBack(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room.creator().setUniqueName("r").create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio");
        Visitor bob = stage.plainPage("bob", server.port()).join("r");
        String former = sidOf(alice);

        Participant removed = Participant.updater("r", "alice")
                .setStatus(Participant.Status.DISCONNECTED)
                .update(rest);

        assertThat(removed.getSid()).isEqualTo(former);
        assertThat(removed.getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
        assertThat(removed.getDuration()).isNotNull();
        alice.untilFired("room", "disconnected", "(room, error) => error === null");
        bob.untilFired("room", "participantDisconnected", "p => p.identity === 'alice'");

        alice.join("r", "audio");

        assertThat(sidOf(alice)).isNotEqualTo(former);
        bob.untilTracksOf("alice", "audio audio true true");
        bob.untilFlowing(1);
        assertThat(Participant.fetcher("r", "alice").fetch(rest).getSid()).isEqualTo(sidOf(alice));
        assertThat(Participant.fetcher("r", former).fetch(rest).getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
    }

    @Test
    void backEndDecidesWhoReceivesWhat(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room.creator().setUniqueName("r").setType(Room.RoomType.GROUP).create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio", "video");
        Visitor bob = stage.plainPage("bob", server.port()).join("r", "audio", "video");
        for (Visitor each : List.of(alice, bob)) {
            each.untilFlowing(2);
        }

        subscribe(rest, "bob", "[{'type':'include','all':true},{'type':'exclude','kind':'video'}]");

        bob.untilFired("room", "trackUnsubscribed", "(track, publication, p) => track.kind === 'video'");
        bob.untilTracksOf("alice", "audio audio true true", "video video false true");
        assertThat(subscribed(rest, "bob")).containsExactly("audio");
        alice.untilTracksOf("bob", "audio audio true true", "video video true true");
        assertThat(subscribed(rest, "alice")).containsExactlyInAnyOrder("audio", "video");

        subscribe(rest, "bob", "[{'type':'include','all':true}]");

        bob.untilTracksOf("alice", "audio audio true true", "video video true true");
        assertThat(subscribed(rest, "bob")).containsExactlyInAnyOrder("audio", "video");
        assertThat(bob.number("show('video')")).isPositive();
        for (Visitor each : List.of(alice, bob)) {
            each.untilFlowing(2);
        }
    }

    @Test
    void keyOpensTheDoorUntilItIsDeleted(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        NewKey made = NewKey.creator(DevelopmentCredentials.ACCOUNT_SID)
                .setFriendlyName("of a back end")
                .create(rest);
        ApiKey key = new ApiKey(made.getSid(), DevelopmentCredentials.ACCOUNT_SID, made.getSecret());
        Visitor alice = stage.plainPage("alice", server.port());
        Visitor bob = stage.plainPage("bob", server.port());
        alice.joinWith(HelperLibrary.token(key, "alice", new VideoGrant()), "r", "", "audio");

        Key.deleter(DevelopmentCredentials.ACCOUNT_SID, key.sid()).delete(rest);

        assertThat(bob.joinCode(HelperLibrary.token(key, "bob", new VideoGrant()), "r"))
                .isEqualTo(20103);
        bob.join("r");
        bob.untilTracksOf("alice", "audio audio true true");
        bob.untilFlowing(1);
        assertThat(alice.text("room.state")).isEqualTo("connected");
    }

    @Test
    void tokenForOneRoomOpensNoOther(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room own = Room.creator().setUniqueName("own").create(rest);
        Room other = Room.creator().setUniqueName("other").create(rest);
        Visitor alice = stage.plainPage("alice", server.port());

        for (String granted : List.of("own", own.getSid())) {
            String token =
                    HelperLibrary.token(DevelopmentCredentials.API_KEY, "alice", new VideoGrant().setRoom(granted));
            for (String refused : List.of("other", other.getSid(), "of nobody")) {
                assertThat(alice.joinCode(token, refused)).isEqualTo(20106);
            }
            for (String opened : List.of("own", own.getSid())) {
                assertThat(alice.joinCode(token, opened)).as(granted).isZero();
            }
        }
    }

    @Test
    void longestStayIsThatOfTheConfiguration(Stage stage) {
        ParleyServer server = stage.server("rooms: { max_participant_duration: 2s }");
        TwilioRestClient rest = HelperLibrary.to(server);
        Room room = Room.creator().setUniqueName("r").create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r");
        String sid = sidOf(alice);

        alice.untilFired("room", "disconnected", "(room, error) => error.code === 53216");

        assertThat(room.getMaxParticipantDuration()).isEqualTo(2);
        Participant gone = Participant.fetcher("r", sid).fetch(rest);
        assertThat(gone.getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
        assertThat(gone.getDuration()).isBetween(1, 2);
        assertThat(Room.fetcher("r").fetch(rest).getStatus()).isEqualTo(Room.RoomStatus.IN_PROGRESS);
    }

    @Test
    void backEndHearsOfEverythingInOrder(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        CallbackReceiver receiver = stage.callbackReceiver();
        Room room = Room.creator()
                .setUniqueName("r")
                .setStatusCallback(receiver.url())
                .create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio");
        String participant = sidOf(alice);
        String track = alice.text("[...room.localParticipant.audioTracks.keys()][0]");

        alice.run("local('audio', 'disable')");
        List<CallbackReceiver.Told> told = new ArrayList<>(receiver.next(4));
        alice.run("leave()");
        told.addAll(receiver.next(2));
        Room.updater(room.getSid(), Room.RoomStatus.COMPLETED).update(rest);
        told.addAll(receiver.next(1));

        assertThat(told).allMatch(CallbackReceiver.Told::genuine);
        assertThat(told)
                .extracting(each -> each.get("SequenceNumber"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(told)
                .extracting(
                        each -> each.get("StatusCallbackEvent"),
                        each -> each.get("ParticipantSid"),
                        each -> each.get("TrackSid"))
                .containsExactly(
                        tuple("room-created", null, null),
                        tuple("participant-connected", participant, null),
                        tuple("track-added", participant, track),
                        tuple("track-disabled", participant, track),
                        tuple("track-removed", participant, track),
                        tuple("participant-disconnected", participant, null),
                        tuple("room-ended", null, null));
        assertThat(told)
                .allMatch(each -> room.getSid().equals(each.get("RoomSid")) && "r".equals(each.get("RoomName")));
    }

    @Test
    void roomForAudioRefusesVideo(Stage stage) {
        ParleyServer server = stage.server();
        TwilioRestClient rest = HelperLibrary.to(server);
        Room room = Room.creator()
                .setUniqueName("r")
                .setType(Room.RoomType.GROUP)
                .setAudioOnly(true)
                .create(rest);
        Visitor alice = stage.plainPage("alice", server.port()).join("r", "audio");
        Visitor bob = stage.plainPage("bob", server.port()).join("r", "audio");

        assertThat(alice.number("publish('canvas', 'picture').then(() => 0, error => error.code)"))
                .isEqualTo(53125);

        alice.untilFired("local", "trackPublicationFailed", "error => error.code === 53125");
        bob.untilTracksOf("alice", "audio audio true true");
        alice.untilFlowing(1);
        bob.untilFlowing(1);
        assertThat(room.getAudioOnly()).isTrue();
        assertThat(room.getVideoCodecs()).isEmpty();
    }

    private static void subscribe(TwilioRestClient rest, String identity, String rules) {
        SubscribeRules.updater("r", identity).setRules(rules.replace('\'', '"')).update(rest);
    }

    /** Names of the tracks that somebody receives. */
    private static List<String> subscribed(TwilioRestClient rest, String identity) {
        return all(SubscribedTrack.reader("r", identity).read(rest)).stream()
                .map(SubscribedTrack::getName)
                .toList();
    }

    private static String sidOf(Visitor visitor) {
        return visitor.text("room.localParticipant.sid");
    }

    /** All pages of a list. */
    private static <T> List<T> all(Iterable<T> list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
