package io.parley.signaling.summary;

import static io.parley.signaling.rest.RestRig.ACCOUNT;
import static io.parley.signaling.rest.RestRig.STRANGER;
import static io.parley.signaling.rest.RestRig.encode;
import static io.parley.signaling.rest.RestRig.sid;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.rest.RestRig;
import io.parley.signaling.rest.RestRig.Reply;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummariesIT {

    private static final String ROOMS = "/v1/Video/Rooms";
    private static final long NOW = Instant.parse("2026-01-03T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    /** Room 1 was over an hour ago, room 2 goes on, room 3 was over two days ago. */
    @BeforeEach
    void start() {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
        rest = new RestRig(folder, store -> new SummariesResource(store, clock).endpoints());
        String one = rest.room(1, "daily", RoomType.PEER_TO_PEER, NOW - 2 * HOUR);
        String alice = rest.participant(one, 1, "alice", NOW - 2 * HOUR + 1_000);
        String again = rest.participant(one, 2, "alice", NOW - 2 * HOUR + 2_000);
        rest.track(one, alice, 1, TrackKind.AUDIO, NOW - 2 * HOUR + 2_500);
        rest.track(one, again, 2, TrackKind.VIDEO, NOW - 2 * HOUR + 2_500);
        leave(one, alice, RoomEvent.Reason.DUPLICATE_IDENTITY, NOW - 2 * HOUR + 3_000);
        leave(one, again, RoomEvent.Reason.ROOM_COMPLETED, NOW - HOUR + 999);
        end(one, RoomEvent.EndReason.COMPLETED, NOW - HOUR + 999);
        String two = rest.room(2, "ad hoc", RoomType.GO, NOW - HOUR);
        rest.participant(two, 3, "bob", NOW - HOUR);
        String three = rest.room(3, "old", RoomType.GROUP_SMALL, NOW - 3 * DAY);
        rest.append(new RoomEvent.RecordingRulesChanged(new RoomSid(three), TrackRules.ALL), NOW - 3 * DAY + 1);
        end(three, RoomEvent.EndReason.EMPTY, NOW - 2 * DAY);
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void aRoomHasEveryField() {
        JsonObject room = rest.get(ROOMS + "/" + sid("RM", 1)).body();

        assertThat(room)
                .isEqualTo(new JsonObject("""
                {"room_name": "daily", "create_time": "2026-01-02T22:00:00Z", "end_time": "2026-01-02T23:00:00Z",
                 "room_type": "peer_to_peer", "room_status": "completed",
                 "status_callback": "https://app.example.com/events", "status_callback_method": "GET",
                 "created_method": "api", "end_reason": "room_ended_via_api", "max_participants": 10,
                 "unique_participants": 2, "unique_participant_identities": 1, "concurrent_participants": 0,
                 "max_concurrent_participants": 2, "codecs": ["VP8", "H264"], "media_region": "us1",
                 "duration_sec": 3600, "total_participant_duration_sec": 3600, "total_recording_duration_sec": 0,
                 "processing_state": "complete", "recording_enabled": false, "edge_location": null}""")
                        .put("account_sid", ACCOUNT)
                        .put("room_sid", sid("RM", 1))
                        .put("url", rest.base() + ROOMS + "/" + sid("RM", 1))
                        .put(
                                "links",
                                new JsonObject()
                                        .put(
                                                "participants",
                                                rest.base() + ROOMS + "/" + sid("RM", 1) + "/Participants")));
    }

    @Test
    void aRoomThatGoesOnHasNoEnd() {
        JsonObject room = rest.get(ROOMS + "/" + sid("RM", 2)).body();

        assertThat(room.getString("room_status")).isEqualTo("in_progress");
        assertThat(room.getString("created_method")).isEqualTo("ad_hoc");
        assertThat(room.getValue("end_time")).isNull();
        assertThat(room.getValue("end_reason")).isNull();
        assertThat(room.getString("processing_state")).isEqualTo("in_progress");
        assertThat(room.getInteger("concurrent_participants")).isEqualTo(1);
        assertThat(room.getInteger("duration_sec")).isEqualTo(3600);
        assertThat(room.getInteger("total_participant_duration_sec")).isEqualTo(3600);
    }

    @Test
    void aRoomThatWasEmptyTimedOut() {
        JsonObject room = rest.get(ROOMS + "/" + sid("RM", 3)).body();

        assertThat(room.getString("room_type")).isEqualTo("group_small");
        assertThat(room.getString("end_reason")).isEqualTo("timeout");
        assertThat(room.getBoolean("recording_enabled")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', daily",
        "?PageSize=10&Page=0, daily",
        "?RoomName=, daily",
        "?RoomName=old, old",
        "?RoomName=Old, ''",
        "?RoomType=go, ad hoc",
        "?RoomType=go&RoomType=group_small, ad hoc|old",
        "'?RoomType=go,peer_to_peer', ad hoc|daily",
        "?Codec=VP8, ad hoc|daily|old",
        "?Codec=VP9, ''",
        "?Codec=VP9&Codec=H264, ad hoc|daily|old",
        "?CreatedAfter=2026-01-02T22:00:00Z, ad hoc|daily",
        "?CreatedBefore=2026-01-02T22:00:00, old",
        "?CreatedAfter=2026-01-01&CreatedBefore=2026-01-02T22:00:01%2B00:00, daily",
    })
    void roomsAreFiltered(String query, String expected) {
        assertThat(names(rest.get(ROOMS + query)))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split("\\|"));
        assertThat(names(rest.send("GET", ROOMS + query, STRANGER, null))).isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        Reply first = rest.get(ROOMS + "?Codec=VP8&PageSize=1");
        String next = first.body().getJsonObject("meta").getString("next_page_url");

        assertThat(names(first)).containsExactly("ad hoc");
        assertThat(names(rest.get(next.substring(rest.base().length())))).containsExactly("daily");
        assertThat(names(rest.get(ROOMS + "?Codec=VP8&PageSize=1&Page=2"))).containsExactly("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RoomType=peer-to-peer",
                "RoomType=go&RoomType=%27",
                "Codec=vp8",
                "Codec=AV1",
                "RoomName=%00",
                "CreatedAfter=x",
                "CreatedBefore=2026-99-01",
                "PageSize=0",
            })
    void badFiltersAreRefused(String query) {
        assertThat(rest.get(ROOMS + "?" + query).code()).isEqualTo(20001);
    }

    @Test
    void longNamesAreRefused() {
        assertThat(rest.get(ROOMS + "?RoomName=" + "x".repeat(129)).code()).isEqualTo(20001);
    }

    @Test
    void aParticipantHasEveryField() {
        String path = ROOMS + "/" + sid("RM", 1) + "/Participants/" + sid("PA", 1);

        assertThat(rest.get(path).body())
                .isEqualTo(new JsonObject("""
                {"participant_identity": "alice", "join_time": "2026-01-02T22:00:01Z",
                 "leave_time": "2026-01-02T22:00:03Z", "duration_sec": 2, "status": "disconnected",
                 "codecs": ["opus"], "end_reason": "duplicate_identity", "error_code": 53205,
                 "media_region": "us1", "edge_location": null, "properties": {},
                 "publisher_info": {"name": "twilio-video.js", "version": "2.28.1"}}""")
                        .put("participant_sid", sid("PA", 1))
                        .put("account_sid", ACCOUNT)
                        .put("room_sid", sid("RM", 1))
                        .put("error_code_url", rest.base() + "/docs/errors/53205")
                        .put("url", rest.base() + path));
        assertThat(rest.send("GET", path, STRANGER, null).status()).isEqualTo(404);
    }

    @Test
    void participantsAreListedNewestFirst() {
        Reply reply = rest.get(ROOMS + "/" + sid("RM", 1) + "/Participants?PageSize=1");
        JsonObject meta = reply.body().getJsonObject("meta");
        Reply next =
                rest.get(meta.getString("next_page_url").substring(rest.base().length()));

        assertThat(meta.getString("key")).isEqualTo("participants");
        assertThat(participants(reply)).containsExactly(sid("PA", 2));
        assertThat(participants(next)).containsExactly(sid("PA", 1));
    }

    @Test
    void aParticipantWhoIsThereHasNoEnd() {
        JsonObject bob = rest.get(ROOMS + "/" + sid("RM", 2) + "/Participants/" + sid("PA", 3))
                .body();

        assertThat(bob.getString("status")).isEqualTo("connected");
        assertThat(bob.getValue("leave_time")).isNull();
        assertThat(bob.getValue("end_reason")).isNull();
        assertThat(bob.getValue("error_code")).isNull();
        assertThat(bob.getInteger("duration_sec")).isEqualTo(3600);
        assertThat(bob.getJsonArray("codecs")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAName(RoomEvent.Reason reason) {
        leave(sid("RM", 2), sid("PA", 3), reason, NOW);

        JsonObject bob = rest.get(ROOMS + "/" + sid("RM", 2) + "/Participants/" + sid("PA", 3))
                .body();

        assertThat(bob.getString("end_reason")).matches("[a-z_]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/RM9",
                "/daily",
                "/%00",
                "/RM9/Participants",
                "/%00/Participants",
                "/RM1/Participants/PA3",
                "/RM1/Participants/alice",
                "/RM1/Participants/%00",
                "/RM1/Participants/%ff",
            })
    void theRestIsNotFound(String path) {
        String full = ROOMS + path.replace("RM1", sid("RM", 1)).replace("PA3", sid("PA", 3));

        assertThat(rest.get(full).code()).isEqualTo(20404);
        assertThat(rest.send("GET", ROOMS + "/" + encode(sid("RM", 1)), STRANGER, null)
                        .code())
                .isEqualTo(20404);
    }

    private void leave(String room, String participant, RoomEvent.Reason reason, long atMillis) {
        rest.append(
                new RoomEvent.ParticipantDisconnected(new RoomSid(room), new ParticipantSid(participant), reason),
                atMillis);
    }

    private void end(String room, RoomEvent.EndReason reason, long atMillis) {
        rest.append(new RoomEvent.RoomEnded(new RoomSid(room), reason), atMillis);
    }

    private static List<String> names(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().getJsonArray("rooms").stream()
                .map(each -> ((JsonObject) each).getString("room_name"))
                .toList();
    }

    private static List<String> participants(Reply reply) {
        return reply.body().getJsonArray("participants").stream()
                .map(each -> ((JsonObject) each).getString("participant_sid"))
                .toList();
    }
}
