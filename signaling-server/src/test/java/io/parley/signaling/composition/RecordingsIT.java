package io.parley.signaling.composition;

import static io.parley.signaling.rest.RestRig.STRANGER;
import static io.parley.signaling.rest.RestRig.sid;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.RestRig;
import io.parley.signaling.rest.RestRig.Reply;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings and transcriptions, of which there are none yet. */
class RecordingsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    @BeforeEach
    void start() {
        rest = new RestRig(
                folder,
                store -> Stream.of(
                                new RecordingsResource(store).endpoints(),
                                new TranscriptionsResource(store).endpoints())
                        .flatMap(List<Endpoint>::stream)
                        .toList());
        rest.room(1, "daily", RoomType.GROUP, 1_000);
        rest.room(2, "old", RoomType.GROUP, 1_000);
        rest.append(new RoomEvent.RoomEnded(new RoomSid(sid("RM", 2)), RoomEvent.EndReason.EMPTY), 2_000);
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/Recordings, recordings, 100, /v1/Recordings",
        "/v1/Recordings/, recordings, 100, /v1/Recordings",
        "/v1/Rooms/daily/Recordings, recordings, 1000, /v1/Rooms/RM1/Recordings",
        "/v1/Rooms/RM1/Recordings, recordings, 1000, /v1/Rooms/RM1/Recordings",
        "/v1/Rooms/RM2/Recordings, recordings, 1000, /v1/Rooms/RM2/Recordings",
        "/v1/Rooms/daily/Transcriptions, transcriptions, 1000, /v1/Rooms/RM1/Transcriptions",
    })
    void listsAreEmpty(String path, String key, int maxPage, String self) {
        Reply reply = rest.get(full(path) + "?PageSize=2000");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().getJsonArray(key)).isEmpty();
        assertThat(reply.body().getJsonObject("meta").getString("key")).isEqualTo(key);
        assertThat(reply.body().getJsonObject("meta").getString("url"))
                .isEqualTo(rest.base() + full(self) + "?PageSize=" + maxPage + "&Page=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/Recordings/RT1",
                "/v1/Recordings/RT1/Media",
                "/v1/Recordings/%00",
                "/v1/Rooms/RM1/Recordings/RT1",
                "/v1/Rooms/RM1/Recordings/RT1/Media",
                "/v1/Rooms/RM9/Recordings",
                "/v1/Rooms/old/Recordings",
                "/v1/Rooms/%00/Recordings",
                "/v1/Rooms/RM9/Transcriptions",
                "/v1/Rooms/RM1/Transcriptions/video_extension_1",
            })
    void theRestIsNotFound(String path) {
        assertThat(rest.get(full(path)).code()).isEqualTo(20404);
    }

    @Test
    void nothingCanBeDeletedOrUpdated() {
        assertThat(rest.delete("/v1/Recordings/" + sid("RT", 1)).code()).isEqualTo(20404);
        assertThat(rest.delete(full("/v1/Rooms/RM1/Recordings/RT1")).code()).isEqualTo(20404);
        assertThat(rest.post(full("/v1/Rooms/RM1/Transcriptions/x"), "Status", "stopped")
                        .code())
                .isEqualTo(20404);
        assertThat(rest.post("/v1/Recordings").code()).isEqualTo(20004);
        assertThat(rest.send("GET", full("/v1/Rooms/RM1/Recordings"), STRANGER, null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void filtersThatMakeSenseAreTaken() {
        String filters = "Status=completed&SourceSid=" + sid("MT", 1) + "&GroupingSid=" + sid("RM", 1) + "&GroupingSid="
                + sid("PA", 1) + "&DateCreatedAfter=2026-01-01T00:00:00&MediaType=audio";

        assertThat(rest.get("/v1/Recordings?" + filters).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status=done",
                "SourceSid=mic",
                "DateCreatedAfter=x",
                "DateCreatedBefore=2026-01-01T25:00:00Z",
                "PageSize=x",
            })
    void badFiltersAreRefusedByBothLists(String query) {
        assertThat(rest.get("/v1/Recordings?" + query).code()).isEqualTo(20001);
        assertThat(rest.get("/v1/Rooms/daily/Recordings?" + query).code()).isEqualTo(20001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MediaType=data", "GroupingSid=MT00000000000000000000000000000001", "GroupingSid=%00"})
    void badFiltersOfTheAccountsListAreRefused(String query) {
        assertThat(rest.get("/v1/Recordings?" + query).code()).isEqualTo(20001);
    }

    @Test
    void nothingIsTranscribed() {
        String path = "/v1/Rooms/daily/Transcriptions";

        assertThat(rest.post(path).code()).isEqualTo(53114);
        assertThat(rest.post(
                                path,
                                "Configuration",
                                "{\"languageCode\":\"en-US\",\"partialResults\":true,"
                                        + "\"profanityFilter\":\"false\",\"transcriptionEngine\":\"deepgram\",\"hints\":null}")
                        .code())
                .isEqualTo(53114);
        assertThat(rest.post(full("/v1/Rooms/RM2/Transcriptions")).code()).isEqualTo(53112);
        assertThat(rest.post("/v1/Rooms/nowhere/Transcriptions").code()).isEqualTo(20404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{\"languageCode\":1}",
                "{\"partialResults\":\"yes\"}",
                "{\"transcriptionEngine\":\"other\"}",
                "{\"unknown\":1}",
                "{\"hints\":\"\\u0000\"}",
            })
    void badConfigurationsAreRefused(String json) {
        Reply reply = rest.post("/v1/Rooms/daily/Transcriptions", "Configuration", json);

        assertThat(reply.code()).isEqualTo(20001);
        assertThat(reply.body().getString("message")).startsWith("Configuration");
    }

    private static String full(String path) {
        return path.replaceAll("RM([129])\\b", "RM" + "0".repeat(31) + "$1");
    }
}
