package io.parley.signaling.composition;

import static io.parley.signaling.rest.RestRig.ACCOUNT;
import static io.parley.signaling.rest.RestRig.STRANGER;
import static io.parley.signaling.rest.RestRig.encode;
import static io.parley.signaling.rest.RestRig.form;
import static io.parley.signaling.rest.RestRig.sid;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.rest.RestRig;
import io.parley.signaling.rest.RestRig.Reply;
import io.parley.signaling.room.RoomType;
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
import org.junit.jupiter.params.provider.ValueSource;

class CompositionsIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.600Z");
    private static final String LAYOUT = "{\"grid\":{\"video_sources\":[\"*\"]}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    @BeforeEach
    void start() {
        rest = new RestRig(folder, store -> new CompositionsResource(store, InstantSource.fixed(NOW)).endpoints());
        rest.room(1, "daily", RoomType.GROUP, NOW.toEpochMilli());
        rest.room(2, "pair", RoomType.PEER_TO_PEER, NOW.toEpochMilli());
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void anOrderThatIsRightIsRefusedBecauseNothingRecords() {
        Reply reply = rest.post(
                "/v1/Compositions",
                "RoomSid",
                sid("RM", 1),
                "VideoLayout",
                LAYOUT,
                "AudioSources",
                "*",
                "AudioSources",
                "mic",
                "AudioSourcesExcluded",
                "x*",
                "Resolution",
                "1280x720",
                "Format",
                "mp4",
                "Trim",
                "FALSE",
                "StatusCallback",
                "https://hooks.example.com/c",
                "StatusCallbackMethod",
                "GET");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().getString("message")).isEqualTo("Compositions are not available on this server yet");
    }

    @Test
    void onlyGroupRoomsAreRecorded() {
        assertThat(rest.post("/v1/Compositions", "RoomSid", sid("RM", 2), "AudioSources", "*")
                        .code())
                .isEqualTo(53122);
    }

    @Test
    void roomsOfOthersAreUnknown() {
        Reply reply =
                rest.send("POST", "/v1/Compositions", STRANGER, form("RoomSid", sid("RM", 1), "AudioSources", "*"));

        assertThat(reply.body().getString("message")).isEqualTo("RoomSid names no room");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            RoomSid              |
            RoomSid              | daily
            RoomSid              | RM1
            RoomSid              | PA00000000000000000000000000000001
            RoomSid              | RM00000000000000000000000000000009
            VideoLayout          | {
            VideoLayout          | {"grid":{}}
            VideoLayout          | {"grid":{"video_sources":["*"],"x_pos":625}}
            AudioSources         | a*b
            AudioSources         | **
            AudioSourcesExcluded | *x*
            Resolution           | 640
            Resolution           | 640X480
            Resolution           | 15x480
            Resolution           | 1281x16
            Resolution           | 1280x721
            Resolution           | 99999999x1
            Format               | MP4
            Format               | ogg
            Trim                 | yes
            StatusCallback       | /relative
            StatusCallback       | ftp://example.com/
            StatusCallback       | https://exa mple.com/
            StatusCallbackMethod | PUT
            """)
    void badParametersAreNamed(String name, String value) {
        String[] fields = {"AudioSources", "mic", "RoomSid", sid("RM", 1), name, value == null ? "" : value};
        if (name.equals("RoomSid")) {
            fields[2] = "Other";
        }

        Reply reply = rest.post("/v1/Compositions", fields);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(20001);
        assertThat(reply.body().getString("message")).contains(name);
    }

    @Test
    void longValuesAreRefused() {
        for (String name : List.of("VideoLayout", "AudioSources", "Resolution", "Format", "StatusCallback")) {
            Reply reply = rest.post(
                    "/v1/Compositions",
                    "RoomSid",
                    sid("RM", 1),
                    "AudioSources",
                    "*",
                    name,
                    "https://e/" + "x".repeat(50_000));
            assertThat(reply.status()).as(name).isEqualTo(400);
        }
        assertThat(rest.send("POST", "/v1/Compositions", ACCOUNT, "x=1&".repeat(1_000))
                        .status())
                .isIn(400, 413);
        assertThat(rest.post("/v1/Compositions", "VideoLayout", "x".repeat(2_000_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void somethingMustBeComposed() {
        assertThat(rest.post("/v1/Compositions", "RoomSid", sid("RM", 1), "AudioSourcesExcluded", "*")
                        .body()
                        .getString("message"))
                .isEqualTo("One of VideoLayout and AudioSources must be given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RoomSid=%", "RoomSid=%zz", "%=1", "RoomSid=%ff%fe", "&&&=&", "RoomSid", "AudioSources=%00"})
    void badEncodingIsARefusal(String body) {
        Reply reply = rest.send("POST", "/v1/Compositions", ACCOUNT, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().fieldNames()).containsExactlyInAnyOrder("code", "message", "more_info", "status");
    }

    @Test
    void theListIsEmptyAtFirst() {
        assertThat(rest.get("/v1/Compositions?PageSize=2000").body())
                .isEqualTo(new JsonObject("""
                        {"compositions": [], "meta": {"page": 0, "page_size": 100,
                          "first_page_url": "HOST/v1/Compositions?PageSize=100&Page=0", "previous_page_url": null,
                          "url": "HOST/v1/Compositions?PageSize=100&Page=0", "next_page_url": null,
                          "key": "compositions"}}""".replace("HOST", rest.base())));
    }

    @Test
    void whatIsInTheTableIsShownPageByPage() {
        for (int i = 1; i <= 3; i++) {
            insert(i, "completed", NOW.toEpochMilli() + i / 2);
        }
        insert(4, "deleted", NOW.toEpochMilli());

        Reply first = rest.get("/v1/Compositions?Status=completed&PageSize=2");
        String next = first.body().getJsonObject("meta").getString("next_page_url");
        Reply second = rest.get(next.substring(rest.base().length()));

        assertThat(sids(first)).containsExactly(sid("CJ", 3), sid("CJ", 2));
        assertThat(sids(second)).containsExactly(sid("CJ", 1));
        assertThat(sids(rest.get("/v1/Compositions"))).hasSize(3);
        assertThat(sids(rest.get("/v1/Compositions?Status=deleted"))).containsExactly(sid("CJ", 4));
        assertThat(sids(rest.get("/v1/Compositions?RoomSid=" + sid("RM", 9)))).isEmpty();
        assertThat(sids(rest.get("/v1/Compositions?DateCreatedAfter=2026-01-02T03:04:05Z")))
                .hasSize(3);
        assertThat(sids(rest.get("/v1/Compositions?DateCreatedBefore=2026-01-02T03:04:05")))
                .isEmpty();
        assertThat(sids(rest.send("GET", "/v1/Compositions", STRANGER, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Status=done, 20001",
        "Status=Completed, 20001",
        "RoomSid=daily, 20001",
        "DateCreatedAfter=yesterday, 20001",
        "DateCreatedBefore=2026-13-01, 20001",
        "PageSize=0, 20001",
        "PageSize=ten, 20001",
        "PageSize=99999999999, 20001",
        "Page=-1, 20001",
        "PageToken=PTxyz, 21481",
        "PageToken=%00, 21481",
    })
    void badFiltersAreRefused(String query, int code) {
        Reply reply = rest.get("/v1/Compositions?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void anItemHasEveryField() {
        insert(1, "completed", NOW.toEpochMilli());

        JsonObject item = rest.get("/v1/Compositions/" + sid("CJ", 1)).body();

        assertThat(item).isEqualTo(new JsonObject("""
                {"account_sid": "AC", "status": "completed", "date_created": "2026-01-02T03:04:05Z",
                 "date_completed": null, "date_deleted": null, "sid": "CJ", "room_sid": "RM",
                 "audio_sources": ["*"], "audio_sources_excluded": [], "video_layout": {}, "resolution": "640x480",
                 "trim": true, "format": "webm", "status_callback": null, "status_callback_method": "POST",
                 "bitrate": 0, "size": 7, "duration": 0, "media_external_location": null,
                 "url": "HOST/v1/Compositions/CJ", "links": {"media": "HOST/v1/Compositions/CJ/Media"}}""".replace("\"AC", "\"" + ACCOUNT)
                .replace("\"RM", "\"" + sid("RM", 1))
                .replace("CJ", sid("CJ", 1))
                .replace("HOST", rest.base())));
        assertThat(rest.get("/v1/Compositions/" + sid("CJ", 1) + "/Media").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsCompletedIsDeletedOnce() {
        insert(1, "completed", NOW.toEpochMilli());
        insert(2, "failed", NOW.toEpochMilli());
        String path = "/v1/Compositions/" + sid("CJ", 1);

        assertThat(rest.send("DELETE", path, STRANGER, null).status()).isEqualTo(404);
        assertThat(rest.delete(path).status()).isEqualTo(204);
        assertThat(rest.delete(path).status()).isEqualTo(404);
        assertThat(rest.get(path).body().getString("date_deleted")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(rest.delete("/v1/Compositions/" + sid("CJ", 2)).code()).isEqualTo(20001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CJ1", "%00", "%ff", "..%2f", "CJ00000000000000000000000000000009"})
    void unknownItemsAreNotFound(String item) {
        assertThat(rest.get("/v1/Compositions/" + item).code()).isEqualTo(20404);
        assertThat(rest.delete("/v1/Compositions/" + item).code()).isEqualTo(20404);
    }

    @Test
    void filtersStayInUrls() {
        insert(1, "failed", NOW.toEpochMilli());
        insert(2, "failed", NOW.toEpochMilli());

        String next = rest.get("/v1/Compositions?Status=failed&Odd=" + encode("a&b=ü") + "&PageSize=1")
                .body()
                .getJsonObject("meta")
                .getString("next_page_url");

        assertThat(next)
                .startsWith(rest.base()
                        + "/v1/Compositions?Status=failed&Odd=a%26b%3D%C3%BC&PageSize=1&Page=1&PageToken=PT");
        assertThat(sids(rest.get(next.substring(rest.base().length())))).containsExactly(sid("CJ", 1));
    }

    private void insert(int number, String status, long atMillis) {
        rest.execute(
                "insert into compositions (sid, account_sid, room_sid, status, parameters, created_at, bitrate, size,"
                        + " duration) values (?, ?, ?, ?, ?, ?, 0, 7, 0)",
                sid("CJ", number),
                ACCOUNT,
                sid("RM", 1),
                status,
                new CompositionParameters(List.of("*"), List.of(), null, Resolution.DEFAULT, "webm", true, null, "POST")
                        .toJson()
                        .encode(),
                atMillis);
    }

    private static List<String> sids(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().getJsonArray("compositions").stream()
                .map(each -> ((JsonObject) each).getString("sid"))
                .toList();
    }
}
