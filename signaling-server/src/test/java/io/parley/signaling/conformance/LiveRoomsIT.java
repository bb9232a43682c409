package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.conformance.TestClient.Track;
import io.parley.signaling.conformance.TestServer.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients in rooms: what REST sees of them at once, and what they notice of what it does. */
@OnEachDatabase
class LiveRoomsIT {

    private static final int ROUNDS = 300;

    private final TestServer server;

    LiveRoomsIT(TestServer server) {
        this.server = server;
    }

    @Test
    void participantsAndTheirTracksAreThere() {
        String room = create("tracks", "group");
        try (TestClient alice =
                TestClient.join(server, "tracks", "alice@example.com", Track.audio("mic"), Track.video("cam"))) {
            JsonObject participant =
                    server.get(room + "/Participants/alice%40example.com").json();
            assertThat(participant.getString("sid")).isEqualTo(alice.sid());
            assertThat(participant.getString("status")).isEqualTo("connected");
            assertThat(participant.getValue("end_time")).isNull();
            assertThat(participant.getString("room_sid")).isEqualTo(alice.roomSid());

            JsonArray tracks = list(participants(alice) + "/PublishedTracks", "published_tracks");
            assertThat(names(tracks)).containsExactlyInAnyOrder("mic", "cam");
            JsonObject mic =
                    server.get(participants(alice) + "/PublishedTracks/mic").json();
            assertThat(mic.getString("kind")).isEqualTo("audio");
            assertThat(mic.getBoolean("enabled")).isTrue();
            assertThat(mic.getValue("date_updated")).isNull();
            assertThat(server.get(path(mic.getString("url"))).json()).isEqualTo(mic);
        }
    }

    @Test
    void aTrackFollowsWhatItsPublisherDoes() {
        String room = create("changes", "group");
        Track mic = Track.audio("mic");
        try (TestClient alice = TestClient.join(server, "changes", "alice", mic);
                TestClient bob = TestClient.join(server, "changes", "bob")) {
            alice.publish(mic.disabled());
            bob.nextBody("update");

            JsonObject track =
                    server.get(room + "/Participants/alice/PublishedTracks/mic").json();
            assertThat(track.getBoolean("enabled")).isFalse();
            assertThat(track.getString("date_updated")).endsWith("Z");

            alice.publish();
            bob.nextBody("update");

            assertThat(server.get(room + "/Participants/alice/PublishedTracks/mic")
                            .status())
                    .isEqualTo(404);
            assertThat(list(room + "/Participants/alice/PublishedTracks", "published_tracks"))
                    .isEmpty();
        }
    }

    @Test
    void completingARoomEndsItForEverybody() {
        String room = create("ending", "group");
        try (TestClient alice = TestClient.join(server, "ending", "alice");
                TestClient bob = TestClient.join(server, "ending", "bob")) {
            Answer completed = server.post(room, "Status", "completed");

            assertThat(completed.status()).isEqualTo(202);
            assertThat(completed.json().getString("status")).isEqualTo("completed");
            assertThat(completed.json().getString("end_time")).isNotNull();
            assertThat(completed.json().getInteger("duration")).isNotNull();
            assertThat(alice.nextBody("disconnected").getString("status")).isEqualTo("completed");
            assertThat(bob.nextBody("disconnected").getString("status")).isEqualTo("completed");
            JsonArray participants = list(room + "/Participants", "participants");
            assertThat(participants).hasSize(2).allSatisfy(each -> {
                JsonObject participant = (JsonObject) each;
                assertThat(participant.getString("status")).isEqualTo("disconnected");
                assertThat(participant.getString("end_time")).isNotNull();
                assertThat(participant.getInteger("duration")).isNotNull();
            });
            assertThat(server.get("/v1/Rooms/ending").status()).isEqualTo(404);
            assertThat(server.post(room, "Status", "completed").json().getInteger("code"))
                    .isEqualTo(53112);
        }
    }

    @Test
    void aRemovedParticipantIsToldNothingOfACompletedRoomAndMayReturn() {
        String room = create("removing", "group");
        try (TestClient alice = TestClient.join(server, "removing", "alice");
                TestClient bob = TestClient.join(server, "removing", "bob")) {
            Answer removed = server.post(room + "/Participants/alice", "Status", "disconnected");

            assertThat(removed.status()).isEqualTo(202);
            assertThat(removed.json().getString("status")).isEqualTo("disconnected");
            assertThat(removed.json().getString("end_time")).isNotNull();
            assertThat(alice.nextBody("disconnected").getString("status")).isNotEqualTo("completed");
            assertThat(bob.nextBody(update -> says(update, "alice", "disconnected")))
                    .isNotNull();
            Answer again = server.post(participants(alice), "Status", "disconnected");
            assertThat(again.json().getInteger("code")).isEqualTo(53209);
            assertThat(server.get(room + "/Participants/alice").status()).isEqualTo(404);
            try (TestClient returned = TestClient.join(server, "removing", "alice")) {
                assertThat(returned.sid()).isNotEqualTo(alice.sid());
                assertThat(names(list(room + "/Participants?Status=disconnected", "participants")))
                        .containsExactly(alice.sid());
            }
        }
    }

    @Test
    void subscribeRulesTakeEffectAtOnceAndStay() {
        String room = create("rules", "group");
        Track mic = Track.audio("mic");
        Track cam = Track.video("cam");
        try (TestClient bob = TestClient.join(server, "rules", "bob", mic, cam);
                TestClient alice = TestClient.join(server, "rules", "alice")) {
            String rules = room + "/Participants/alice/SubscribeRules";
            assertThat(server.get(rules).json().getJsonArray("rules").encode())
                    .isEqualTo("[{\"type\":\"include\",\"all\":true}]");
            assertThat(subscribed(room, "alice")).containsExactlyInAnyOrder("mic", "cam");

            Answer set = server.post(rules, "Rules", "[{\"type\":\"include\",\"kind\":\"audio\"}]");

            assertThat(set.status()).isEqualTo(200);
            assertThat(set.json().getString("participant_sid")).isEqualTo(alice.sid());
            assertThat(alice.nextSubscribed()).containsExactly("mic-id");
            assertThat(subscribed(room, "alice")).containsExactly("mic");

            bob.publish(mic, cam, Track.audio("music"));
            assertThat(alice.nextSubscribed()).containsExactly("mic-id", "music-id");

            server.post(rules, "Rules", "[{\"type\":\"exclude\",\"all\":true}]");
            assertThat(alice.nextSubscribed()).isEmpty();
            assertThat(subscribed(room, "alice")).isEmpty();

            JsonObject track = (JsonObject) list(room + "/Participants/bob/PublishedTracks", "published_tracks")
                    .getValue(0);
            assertThat(server.get(room + "/Participants/alice/SubscribedTracks/" + track.getString("sid"))
                            .status())
                    .isEqualTo(404);
            server.post(rules, "Rules", "{\"rules\":[{\"type\":\"include\",\"all\":\"true\",\"kind\":null}]}");
            JsonObject received = server.get(room + "/Participants/alice/SubscribedTracks/" + track.getString("sid"))
                    .json();
            assertThat(received.getString("publisher_sid")).isEqualTo(bob.sid());
            assertThat(received.getString("participant_sid")).isEqualTo(alice.sid());
        }
    }

    @Test
    void rulesThatAreWrongChangeNothing() {
        String room = create("wrong-rules", "group");
        try (TestClient bob = TestClient.join(server, "wrong-rules", "bob", Track.audio("mic"));
                TestClient alice = TestClient.join(server, "wrong-rules", "alice")) {
            String rules = room + "/Participants/alice/SubscribeRules";
            JsonObject before = server.get(rules).json();
            for (String wrong : List.of(
                    "[]",
                    "[{\"all\":true}]",
                    "[{\"type\":\"include\"}]",
                    "[{\"type\":\"include\",\"all\":false}]",
                    "[{\"type\":\"include\",\"all\":true,\"kind\":\"audio\"}]",
                    "[{\"type\":\"include\",\"kind\":\"screen\"}]",
                    "not json",
                    "[{all=true, type=include}]",
                    "[" + "{\"type\":\"include\",\"kind\":\"audio\"},".repeat(20)
                            + "{\"type\":\"include\",\"all\":true}]")) {
                Answer answer = server.post(rules, "Rules", wrong);
                assertThat(answer.status()).as(wrong).isEqualTo(400);
                assertThat(answer.json().getInteger("code")).as(wrong).isEqualTo(53215);
            }
            assertThat(server.post(rules).json().getInteger("code")).isEqualTo(53215);
            assertThat(server.get(rules).json()).isEqualTo(before);
            assertThat(bob.sid()).isNotEqualTo(alice.sid());
        }
    }

    @Test
    void whatWasLeftCanBeAnonymized() {
        String room = create("privacy", "group");
        try (TestClient alice = TestClient.join(server, "privacy", "alice");
                TestClient bob = TestClient.join(server, "privacy", "bob")) {
            String anonymize = participants(alice) + "/Anonymize";
            assertThat(server.post(anonymize).json().getInteger("code")).isEqualTo(20001);
            alice.leave();
            bob.nextBody(update -> says(update, "alice", "disconnected"));

            JsonObject nobody = server.post(anonymize).json();

            assertThat(nobody.getString("identity")).isEqualTo(alice.sid());
            assertThat(nobody.containsKey("links")).isFalse();
            assertThat(nobody.getString("url")).endsWith("/Anonymize");
            assertThat(server.get(room + "/Participants?Status=disconnected").body())
                    .doesNotContain("\"alice\"");
        }
    }

    @Test
    void whoIsInARoomCanBeReadAtOnce() {
        create("at-once", "group");
        for (int round = 0; round < ROUNDS; round++) {
            try (TestClient client = TestClient.join(server, "at-once", "client" + round)) {
                Answer answer = server.get(participants(client));
                assertThat(answer.status()).as("round %s", round).isEqualTo(200);
                assertThat(answer.json().getString("identity")).isEqualTo("client" + round);
                server.post(participants(client), "Status", "disconnected");
                assertThat(server.get(participants(client)).json().getString("status"))
                        .as("round %s", round)
                        .isEqualTo("disconnected");
            }
        }
    }

    @Test
    void aRoomMadeByJoiningCanBeReadAtOnce() {
        for (int round = 0; round < ROUNDS / 3; round++) {
            try (TestClient client = TestClient.join(server, "ad-hoc" + round, "alice")) {
                JsonObject room = server.get("/v1/Rooms/ad-hoc" + round).json();
                assertThat(room.getString("sid")).isEqualTo(client.roomSid());
                assertThat(room.getInteger("empty_room_timeout")).isZero();
                assertThat(room.getInteger("unused_room_timeout")).isZero();
            }
        }
    }

    @Test
    void aFullRoomAndASecondClientOfOneIdentity() {
        server.post("/v1/Rooms", "UniqueName", "full", "MaxParticipants", "1");
        try (TestClient first = TestClient.join(server, "full", "alice");
                TestClient bob = TestClient.tryJoin(server, "full", "bob");
                TestClient second = TestClient.join(server, "full", "alice")) {
            assertThat(bob.connected().getInteger("code")).isEqualTo(53105);
            assertThat(first.nextBody("error").getInteger("code")).isEqualTo(53205);
            assertThat(names(list("/v1/Rooms/full/Participants", "participants")))
                    .containsExactly(second.sid());
        }
    }

    @Test
    void subscribeRulesNeedAGroupRoom() {
        String room = create("mesh", "peer-to-peer");
        try (TestClient alice = TestClient.join(server, "mesh", "alice")) {
            Answer answer = server.get(participants(alice) + "/SubscribeRules");
            assertThat(answer.json().getInteger("code")).isEqualTo(53117);
            assertThat(server.get(room + "/RecordingRules").json().getInteger("code"))
                    .isEqualTo(53122);
        }
    }

    private String create(String name, String type) {
        Answer created = server.post("/v1/Rooms", "UniqueName", name, "Type", type);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return "/v1/Rooms/" + created.json().getString("sid");
    }

    private static String participants(TestClient client) {
        return "/v1/Rooms/" + client.roomSid() + "/Participants/" + client.sid();
    }

    private List<String> subscribed(String room, String identity) {
        return names(list(room + "/Participants/" + identity + "/SubscribedTracks", "subscribed_tracks"));
    }

    private JsonArray list(String path, String key) {
        Answer answer = server.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getJsonObject("meta").getString("key")).isEqualTo(key);
        return answer.json().getJsonArray(key);
    }

    /** The names of tracks; the SIDs of what has none. */
    private static List<String> names(JsonArray list) {
        return list.stream()
                .map(each -> ((JsonObject) each).getString("name", ((JsonObject) each).getString("sid")))
                .toList();
    }

    private static boolean says(JsonObject update, String identity, String state) {
        return update.getJsonArray("participants", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .anyMatch(each -> identity.equals(each.getString("identity")) && state.equals(each.getString("state")));
    }

    private String path(String url) {
        assertThat(url).startsWith(server.base());
        return url.substring(server.base().length());
    }
}
