package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.conformance.TestClient.Track;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms and what is in them, through the npm library that apps use. */
@OnEachDatabase
@Tag("npm")
class NodeLibraryIT {

    private final TestServer server;

    NodeLibraryIT(TestServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void roomsAreMadeFoundAndCompleted(String way) {
        JsonObject result = call("rooms", new JsonObject().put("way", way).put("room", "Daily Standup/é " + way));

        JsonObject created = result.getJsonObject("created");
        assertThat(created.getString("uniqueName")).isEqualTo("Daily Standup/é " + way);
        assertThat(created.getString("status")).isEqualTo("in-progress");
        assertThat(created.getString("type")).isEqualTo("group");
        assertThat(created.getString("statusCallback")).isEqualTo("https://hooks.example.com/room?x=1");
        assertThat(created.getString("statusCallbackMethod")).isEqualTo("GET");
        assertThat(created.getInteger("maxParticipants")).isEqualTo(10);
        assertThat(created.getInteger("maxParticipantDuration")).isEqualTo(3600);
        assertThat(created.getInteger("emptyRoomTimeout")).isEqualTo(5);
        assertThat(created.getInteger("unusedRoomTimeout")).isEqualTo(10);
        assertThat(created.getInteger("maxConcurrentPublishedTracks")).isEqualTo(170);
        assertThat(created.getJsonArray("videoCodecs")).containsExactly("VP8", "H264");
        assertThat(created.getBoolean("recordParticipantsOnConnect")).isTrue();
        assertThat(created.getString("url")).isEqualTo(server.base() + "/v1/Rooms/" + created.getString("sid"));
        assertThat(result.getBoolean("datesAreDates")).isTrue();
        JsonObject unnamed = result.getJsonObject("unnamed");
        assertThat(unnamed.getString("uniqueName")).isEqualTo(unnamed.getString("sid"));
        assertRefused(result, "again", 400, 53113);
        assertThat(result.getJsonObject("bySid")).isEqualTo(created);
        assertThat(result.getJsonObject("short")).isEqualTo(created);
        assertThat(result.getJsonArray("list")).containsExactly(created);
        assertThat(result.getJsonObject("completed").getString("status")).isEqualTo("completed");
        assertThat(result.getJsonObject("completed").getString("endTime")).isNotNull();
        assertRefused(result, "twice", 400, 53112);
        assertRefused(result, "gone", 404, 20404);
        assertThat(sids(result.getJsonArray("completedList"))).containsExactly(created.getString("sid"));
        assertThat(result.getJsonArray("none")).isEmpty();
    }

    @Test
    void roomsAreFoundByNamesOfAllKinds() {
        // the library itself decodes a%20b, and takes .. for the folder above
        JsonArray names = new JsonArray(
                List.of("plain", "with blank", "a+b", "a&b=c", "Zoë 😀", "a;b,c", "a\"b'c", "日本語", "x".repeat(128)));

        JsonObject result = call("names", new JsonObject().put("names", names));

        assertThat(result.getJsonArray("found")).hasSize(names.size()).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource
    void listsAreReadPageByPage(Way way) {
        try (TestServer own = TestServer.start(server.database())) {
            List<String> sids = IntStream.range(0, 7)
                    .mapToObj(n -> own.post("/v1/Rooms", "UniqueName", "room" + n))
                    .map(room -> room.json().getString("sid"))
                    .toList();

            JsonObject result = NodeLibrary.call(own, "pages", new JsonObject().put("way", way.name()));

            JsonArray all = result.getJsonArray("all");
            assertThat(strings(all)).containsExactlyInAnyOrderElementsOf(sids);
            for (String list : List.of("paged", "many", "each")) {
                assertThat(result.getJsonArray(list)).as(list).isEqualTo(all);
            }
            assertThat(strings(result.getJsonArray("limited")))
                    .isEqualTo(strings(all).subList(0, 3));
            assertThat(strings(result.getJsonArray("first")))
                    .isEqualTo(strings(all).subList(0, 2));
            assertThat(strings(result.getJsonArray("second")))
                    .isEqualTo(strings(all).subList(2, 4));
            assertThat(strings(result.getJsonArray("got")))
                    .isEqualTo(strings(all).subList(2, 4));
            assertRefused(result, "garbled", 400, 21481);
            assertRefused(result, "tooSmall", 400, 20001);
        }
    }

    /** How the library is told where the server is. */
    enum Way {
        A,
        B
    }

    @Test
    void participantsTracksAndRules() {
        String room = server.post("/v1/Rooms", "UniqueName", "node-call").json().getString("sid");
        try (TestClient alice = TestClient.join(server, room, "alice", Track.audio("mic"), Track.video("cam"));
                TestClient bob = TestClient.join(server, room, "bob")) {
            JsonObject result = call("participants", new JsonObject().put("room", "node-call"));

            assertThat(sids(result.getJsonArray("list"))).containsExactlyInAnyOrder(alice.sid(), bob.sid());
            assertThat(sids(result.getJsonArray("filtered"))).containsExactly(alice.sid());
            assertThat(result.getJsonObject("fetched").getString("status")).isEqualTo("connected");
            assertThat(result.getJsonArray("published")).hasSize(2);
            assertThat(result.getJsonArray("subscribed")).hasSize(2);
            JsonObject track = result.getJsonArray("published").getJsonObject(0);
            assertThat(result.getJsonObject("track")).isEqualTo(track);
            assertThat(result.getJsonObject("byName")).isEqualTo(track);
            assertThat(result.getJsonObject("received").getString("publisherSid"))
                    .isEqualTo(alice.sid());
            assertThat(result.getJsonObject("rules").getJsonArray("rules").encode())
                    .isEqualTo("[{\"type\":\"include\",\"all\":true}]");
            assertThat(result.getJsonObject("rulesSet").getJsonArray("rules")).hasSize(2);
            assertThat(bob.nextSubscribed()).containsExactly("mic-id");
            assertRefused(result, "rulesWrong", 400, 53215);
            assertThat(result.getJsonObject("recordingRules")
                            .getJsonArray("rules")
                            .encode())
                    .isEqualTo("[{\"type\":\"exclude\",\"all\":true}]");
            assertThat(result.getJsonObject("recordingRulesSet")
                            .getJsonArray("rules")
                            .encode())
                    .isEqualTo("[{\"type\":\"include\",\"kind\":\"audio\"}]");
            assertRefused(result, "recordingRulesWrong", 400, 53120);
            assertRefused(result, "connectedAnonymized", 400, 20001);
            assertThat(result.getJsonObject("removed").getString("status")).isEqualTo("disconnected");
            assertThat(alice.nextBody("disconnected").getString("status")).isNotEqualTo("completed");
            assertRefused(result, "twice", 400, 53209);
            assertRefused(result, "wrong", 400, 53209);
            assertRefused(result, "goneByName", 404, 20404);
            assertThat(result.getJsonObject("anonymized").getString("identity")).isEqualTo(alice.sid());
            assertThat(sids(result.getJsonArray("disconnected"))).containsExactly(alice.sid());
        }
    }

    @Test
    void wrongCredentialsAreRefused() {
        JsonObject result = call("credentials", new JsonObject());

        assertRefused(result, "wrong", 401, 20003);
        assertThat(result.getBoolean("right")).isTrue();
    }

    private JsonObject call(String scenario, JsonObject details) {
        return NodeLibrary.call(server, scenario, details);
    }

    static void assertRefused(JsonObject result, String name, int status, int code) {
        JsonObject refused = result.getJsonObject(name);
        assertThat(refused).as(name).isNotNull();
        assertThat(refused.getInteger("status")).as(name).isEqualTo(status);
        assertThat(refused.getInteger("code")).as(name).isEqualTo(code);
        assertThat(refused.getString("moreInfo")).as(name).endsWith("/" + code);
        assertThat(refused.getString("message")).as(name).isNotEmpty();
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    static List<String> sids(JsonArray list) {
        return list.stream().map(each -> ((JsonObject) each).getString("sid")).toList();
    }
}
