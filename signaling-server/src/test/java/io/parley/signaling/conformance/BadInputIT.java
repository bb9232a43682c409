package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.conformance.TestServer.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, the answer says what is wrong with it, and nothing of it is carried out. */
@OnEachDatabase
class BadInputIT {

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "-1",
            "1.5",
            "1e3",
            "99999999999999999999",
            "true",
            "TRUE",
            "null",
            "[]",
            "{}",
            "{\"a\":",
            "not a value",
            "\u0000",
            "a\u0000b",
            "\uFFFD",
            "😀",
            "'; drop table rooms; --",
            "%",
            "x".repeat(129),
            "x".repeat(9_000),
            "http://",
            "http://[::1",
            "https://example.com/" + "x".repeat(1_100),
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01",
            "2026-13-01",
            "2026-02-30T00:00:00",
            "2026-01-01T00:00:00+99:99",
            "PTMTIz",
            "PT" + "A".repeat(300));

    private static final List<String> CREATION = List.of(
            "UniqueName",
            "Type",
            "EnableTurn",
            "StatusCallback",
            "StatusCallbackMethod",
            "MaxParticipants",
            "RecordParticipantsOnConnect",
            "RecordingRules",
            "TranscribeParticipantsOnConnect",
            "TranscriptionsConfiguration",
            "VideoCodecs",
            "MediaRegion",
            "AudioOnly",
            "MaxParticipantDuration",
            "EmptyRoomTimeout",
            "UnusedRoomTimeout",
            "LargeRoom",
            "Unknown");

    private static final List<String> FILTERS = List.of(
            "Status",
            "UniqueName",
            "Identity",
            "DateCreatedAfter",
            "DateCreatedBefore",
            "PageSize",
            "Page",
            "PageToken",
            "Unknown");

    private final TestServer server;

    BadInputIT(TestServer server) {
        this.server = server;
    }

    @Test
    void creationTakesNoNonsense() {
        for (String parameter : CREATION) {
            for (String value : VALUES) {
                Answer answer = server.post("/v1/Rooms", parameter, value);
                assertAnswered(answer, parameter + "=" + value);
                if (answer.status() == 201) {
                    String sid = answer.json().getString("sid");
                    assertThat(server.get("/v1/Rooms/" + sid).json())
                            .as("%s=%s", parameter, value)
                            .isEqualTo(answer.json());
                    assertThat(server.post("/v1/Rooms/" + sid, "Status", "completed")
                                    .status())
                            .isEqualTo(202);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UniqueName, RM00000000000000000000000000000000, 53100",
        "Type, foo, 53108",
        "Type, Group, 53108",
        "StatusCallback, nowhere, 53111",
        "StatusCallback, ftp://example.com, 53111",
        "StatusCallback, /path, 53111",
        "StatusCallbackMethod, PUT, 53110",
        "StatusCallbackMethod, post, 53110",
        "MaxParticipants, 0, 53107",
        "MaxParticipants, 51, 53107",
        "MaxParticipants, many, 53107",
        "RecordingRules, [], 53120",
        "RecordParticipantsOnConnect, perhaps, 20001",
        "TranscriptionsConfiguration, [], 20001",
        "VideoCodecs, VP9, 20001",
        "MediaRegion, moon, 53115",
        "AudioOnly, 1, 20001",
        "MaxParticipantDuration, 599, 53123",
        "MaxParticipantDuration, 86401, 53123",
        "EmptyRoomTimeout, 0, 53109",
        "EmptyRoomTimeout, 61, 53109",
        "EmptyRoomTimeout, 2.5, 53109",
        "UnusedRoomTimeout, -5, 53109",
    })
    void everyParameterOfACreationHasItsCode(String parameter, String value, int code) {
        int before = rooms();

        Answer answer = parameter.equals("UniqueName")
                ? server.post("/v1/Rooms", parameter, value)
                : server.post("/v1/Rooms", "UniqueName", "bad", parameter, value);

        assertRefused(answer, 400, code);
        assertThat(rooms()).isEqualTo(before);
        assertThat(server.get("/v1/Rooms/bad").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "peer-to-peer, AudioOnly, true, 53124",
        "go, AudioOnly, true, 53124",
        "peer-to-peer, MediaRegion, us1, 53114",
        "peer-to-peer, VideoCodecs, VP8, 53114",
        "go, RecordParticipantsOnConnect, true, 53114",
        "peer-to-peer, RecordingRules, '[{\"type\":\"include\",\"all\":true}]', 53122",
        "peer-to-peer, MaxParticipants, 11, 53107",
        "group-small, MaxParticipants, 5, 53107",
        "go, MaxParticipants, 3, 53107",
    })
    void aTypeTakesOnlyWhatFitsIt(String type, String parameter, String value, int code) {
        assertRefused(server.post("/v1/Rooms", "Type", type, parameter, value), 400, code);
    }

    @Test
    void namesAreHeldToTheirLimits() {
        assertThat(server.post("/v1/Rooms", "UniqueName", "x".repeat(128)).status())
                .isEqualTo(201);
        assertRefused(server.post("/v1/Rooms", "UniqueName", "x".repeat(129)), 400, 53101);
        assertRefused(server.post("/v1/Rooms", "UniqueName", "a\u0000b"), 400, 53102);
        assertRefused(server.postRaw("/v1/Rooms", TestServer.FORM, "UniqueName=a%ff%feb"), 400, 53102);
        assertRefused(server.postRaw("/v1/Rooms", TestServer.FORM, "UniqueName=a%ed%a0%80b"), 400, 53102);
        assertThat(server.post("/v1/Rooms", "UniqueName", "").json().getString("unique_name"))
                .startsWith("RM");
    }

    @Test
    void listsTakeNoNonsense() {
        String room = server.post("/v1/Rooms").json().getString("sid");
        for (String list : List.of("/v1/Rooms", "/v1/Rooms/" + room + "/Participants")) {
            for (String filter : FILTERS) {
                for (String value : VALUES) {
                    String query = filter + "=" + TestServer.encode(value);
                    assertAnswered(server.get(list + "?" + query), list + "?" + query);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Status=foo, 53112",
        "Status=failed, 53112",
        "DateCreatedAfter=yesterday, 20001",
        "DateCreatedAfter=2026-02-30, 20001",
        "DateCreatedBefore=2026-01-01T25:00:00Z, 20001",
        "PageSize=0, 20001",
        "PageSize=-1, 20001",
        "PageSize=ten, 20001",
        "Page=-1, 20001",
        "PageToken=foo, 21481",
        "PageToken=PT, 21481",
        "PageToken=PT%00, 21481",
    })
    void everyFilterOfAListHasItsCode(String query, int code) {
        assertRefused(server.get("/v1/Rooms?" + query), 400, code);
    }

    @Test
    void pathsTakeNoNonsense() {
        String room = "/v1/Rooms/" + server.post("/v1/Rooms").json().getString("sid");
        List<String> strange = List.of(
                "%00",
                "a%00b", "%ff", "%ed%a0%80", "%F0%9F%98%80", "%2F", "%252F", "%20", "RM0", "PA", "x".repeat(3_000));
        for (String each : strange) {
            for (String path : List.of(
                    "/v1/Rooms/" + each,
                    "/v1/Rooms/" + each + "/Participants",
                    "/v1/Rooms/" + each + "/RecordingRules",
                    room + "/Participants/" + each,
                    room + "/Participants/" + each + "/PublishedTracks",
                    room + "/Participants/" + each + "/PublishedTracks/" + each,
                    room + "/Participants/" + each + "/SubscribedTracks/" + each,
                    room + "/Participants/" + each + "/SubscribeRules")) {
                Answer answer = server.get(path);
                assertAnswered(answer, path);
                assertThat(answer.status()).as(path).isBetween(400, 499);
            }
            assertAnswered(server.post("/v1/Rooms/" + each, "Status", "completed"), each);
            assertAnswered(server.post(room + "/Participants/" + each, "Status", "disconnected"), each);
            assertAnswered(server.post(room + "/Participants/" + each + "/Anonymize"), each);
            assertAnswered(server.post(room + "/Participants/" + each + "/SubscribeRules", "Rules", "[]"), each);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/Rooms?UniqueName=%zz", "/v1/Rooms?UniqueName=%", "/v1/Rooms?%c3", "/v1/Rooms?a%2&b"})
    void queriesThatAreBadlyEncodedAreRefused(String path) {
        Answer answer = new RawHttp(server).exchange("GET", path, List.of(), "");

        assertAnswered(answer, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/Rooms/%zz", "/v1/Rooms/%", "/v1/Rooms/a%2", "/v1/Rooms/%zz/Participants"})
    void pathsThatAreBadlyEncodedAreRefused(String path) {
        Answer answer = new RawHttp(server).exchange("GET", path, List.of(), "");

        assertAnswered(answer, path);
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UniqueName=%zz", "UniqueName=%", "%=%", "&&&=&", "=", "UniqueName", "a=b=c", "%ff=%ff"})
    void formsThatAreBadlyEncodedNeverFail(String body) {
        Answer answer = server.postRaw("/v1/Rooms", TestServer.FORM, body);

        assertAnswered(answer, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/xml; charset=nonsense",
                "application/x-www-form-urlencoded; charset=nonsense",
                "application/x-www-form-urlencoded; charset=UTF-16",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=x",
                "multipart/mixed; boundary=x",
                "nonsense",
                ";;;",
            })
    void bodiesOfAllKindsNeverFail(String contentType) {
        for (String body :
                List.of("", "{\"UniqueName\":\"json\"}", "UniqueName=", "--x\r\n", "--x--\r\n", "\u00ff\u0000")) {
            assertAnswered(server.postRaw("/v1/Rooms", contentType, body), contentType + " " + body);
        }
    }

    @Test
    void aJsonBodyIsNotRead() {
        Answer answer = server.postRaw("/v1/Rooms", "application/json", "{\"UniqueName\":\"json\",\"Type\":\"foo\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getString("unique_name"))
                .isEqualTo(answer.json().getString("sid"));
    }

    @Test
    void aMultipartFormIsRead() {
        String body = String.join(
                "\r\n",
                "--x",
                "Content-Disposition: form-data; name=\"UniqueName\"",
                "",
                "by parts",
                "--x",
                "Content-Disposition: form-data; name=\"Type\"; filename=\"a\"",
                "Content-Type: text/plain",
                "",
                "foo",
                "--x--",
                "");

        Answer answer = server.postRaw("/v1/Rooms", "multipart/form-data; boundary=x", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().getString("unique_name")).isEqualTo("by parts");
    }

    @Test
    void longValuesAreReadUpToTheLimitOfABody() {
        String rules = "[{\"type\":\"include\",\"all\":true}" + " ".repeat(100_000) + "]";

        assertThat(server.post("/v1/Rooms", "RecordingRules", rules).status()).isEqualTo(201);
        assertRefused(server.post("/v1/Rooms", "RecordingRules", " ".repeat(400_000)), 413, 20001);
        assertAnswered(server.postRaw("/v1/Rooms", TestServer.FORM, "a=b&".repeat(1_000)), "a thousand parameters");
    }

    @Test
    void repeatedParametersCountOnce() {
        Answer room = server.post("/v1/Rooms", "MaxParticipants", "3", "MaxParticipants", "foo");
        assertThat(room.json().getInteger("max_participants")).isEqualTo(3);

        Answer codecs = server.post("/v1/Rooms", "VideoCodecs", "H264,vp8", "VideoCodecs", "H264");
        assertThat(codecs.json().getJsonArray("video_codecs")).isEqualTo(new JsonArray(List.of("H264", "VP8")));
    }

    @Test
    void parameterNamesAreMatchedExactly() {
        String room = "/v1/Rooms/" + server.post("/v1/Rooms").json().getString("sid");

        assertRefused(server.post(room, "status", "completed"), 400, 53112);
        assertRefused(server.post(room + "?Status=completed"), 400, 53112);
        assertThat(server.get(room).json().getString("status")).isEqualTo("in-progress");
    }

    @Test
    void pagesAreNeverLargerThanTheMaximum() {
        JsonObject meta = server.get("/v1/Rooms?PageSize=2000").json().getJsonObject("meta");

        assertThat(meta.getInteger("page_size")).isEqualTo(1000);
        assertThat(meta.fieldNames())
                .isEqualTo(Set.of(
                        "page", "page_size", "first_page_url", "previous_page_url", "url", "next_page_url", "key"));
    }

    @Test
    void pageTokensOfAllKindsOfFiltersStay() {
        server.post("/v1/Rooms");
        server.post("/v1/Rooms");

        JsonObject meta = server.get("/v1/Rooms?PageSize=1&DateCreatedAfter=2020-01-01&Odd=a%26b%3Dc%20%C3%A9")
                .json()
                .getJsonObject("meta");

        String next = meta.getString("next_page_url");
        assertThat(next).contains("DateCreatedAfter=2020-01-01", "Odd=a%26b%3Dc%20%C3%A9", "Page=1", "PageToken=PT");
        assertThat(server.get(next.substring(server.base().length())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/Rooms, 405, 20004",
        "PATCH, /v1/Rooms, 405, 20004",
        "DELETE, /v1/Rooms/RM00000000000000000000000000000000, 405, 20004",
        "DELETE, /v1/Rooms, 405, 20004",
        "GET, /v1, 404, 20404",
        "GET, /v1/, 404, 20404",
        "GET, /v1/rooms, 404, 20404",
        "GET, /v1/Room, 404, 20404",
        "GET, /v1/Rooms//, 404, 20404",
        "GET, /v1/Rooms/a/b/c/d, 404, 20404",
        "GET, /2010-04-01/Nothing.json, 404, 20404",
    })
    void whatIsNotThereIsToldInJson(String method, String path, int status, int code) {
        Answer answer =
                TestServer.send(server.request(path).method(method, HttpRequest.BodyPublishers.ofString("Type=group")));

        assertRefused(answer, status, code);
    }

    @Test
    void aSlashAtTheEndMakesNoDifference() {
        String room = server.post("/v1/Rooms/", "UniqueName", "slash").json().getString("sid");

        assertThat(server.get("/v1/Rooms/slash/").json().getString("sid")).isEqualTo(room);
        assertThat(server.get("/v1/Rooms/" + room + "/Participants/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Basic Og==", "Bearer x", "Basic QUM6eDp5", "Basic \u00e9"})
    void credentialsOfAllKindsAreRefused(String authorization) {
        Answer answer = new RawHttp(server)
                .exchangeAs(
                        authorization,
                        "POST",
                        "/v1/Rooms",
                        List.of("Content-Type: " + TestServer.FORM),
                        "UniqueName=stranger");

        assertRefused(answer, 401, 20003);
        assertThat(server.get("/v1/Rooms/stranger").status()).isEqualTo(404);
    }

    @Test
    void urlsPointToWhereTheCallerCameFrom() {
        HttpRequest.Builder request = server.request("/v1/Rooms")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "video.example.com")
                .GET();

        assertThat(TestServer.send(request).json().getJsonObject("meta").getString("url"))
                .startsWith("https://video.example.com/v1/Rooms?");
    }

    private int rooms() {
        return server.get("/v1/Rooms?PageSize=1000")
                .json()
                .getJsonArray("rooms")
                .size();
    }

    private static void assertAnswered(Answer answer, String question) {
        assertThat(answer.status()).as("%.200s: %s", question, answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            JsonObject json = answer.json();
            assertThat(json.fieldNames()).as(question).isEqualTo(Set.of("code", "message", "more_info", "status"));
            assertThat(json.getInteger("status")).as(question).isEqualTo(answer.status());
            assertThat(json.getString("message")).as(question).isNotEmpty();
            assertThat(json.getString("more_info")).as(question).endsWith("/" + json.getInteger("code"));
            assertThat(answer.contentType()).as(question).startsWith("application/json");
        }
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertAnswered(answer, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getInteger("code")).as(answer.body()).isEqualTo(code);
    }
}
