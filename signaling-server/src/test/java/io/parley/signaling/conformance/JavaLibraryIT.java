package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import com.twilio.rest.video.v1.room.RecordingRules;
import com.twilio.rest.video.v1.room.participant.Anonymize;
import com.twilio.rest.video.v1.room.participant.PublishedTrack;
import com.twilio.rest.video.v1.room.participant.SubscribeRules;
import com.twilio.rest.video.v1.room.participant.SubscribedTrack;
import com.twilio.type.RecordingRule;
import com.twilio.type.RecordingRulesUpdate;
import com.twilio.type.Rule;
import com.twilio.type.SubscribeRule;
import com.twilio.type.SubscribeRulesUpdate;
import io.parley.signaling.conformance.TestClient.Track;
import io.parley.token.DevelopmentCredentials;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms and what is in them, through the Java library that apps use. */
@OnEachDatabase
class JavaLibraryIT {

    private final TestServer server;
    private final TwilioRestClient client;

    JavaLibraryIT(TestServer server) {
        this.server = server;
        this.client = connect(server);
    }

    @Test
    void roomsAreMadeFoundAndCompleted() {
        Room created = Room.creator()
                .setUniqueName("Daily Standup/é")
                .setType(Room.RoomType.GROUP)
                .setEnableTurn(true)
                .setStatusCallback("https://hooks.example.com/room?x=1")
                .setStatusCallbackMethod(HttpMethod.GET)
                .setMaxParticipants(10)
                .setRecordParticipantsOnConnect(true)
                .setTranscribeParticipantsOnConnect(true)
                .setVideoCodecs(List.of(Room.VideoCodec.VP8, Room.VideoCodec.H264))
                .setMediaRegion("us1")
                .setRecordingRules("[{\"type\":\"include\",\"all\":true}]")
                .setTranscriptionsConfiguration(Map.of("languageCode", "en-US"))
                .setAudioOnly(false)
                .setMaxParticipantDuration(3600)
                .setEmptyRoomTimeout(5)
                .setUnusedRoomTimeout(10)
                .setLargeRoom(false)
                .create(client);

        assertThat(created.getUniqueName()).isEqualTo("Daily Standup/é");
        assertThat(created.getType()).isEqualTo(Room.RoomType.GROUP);
        assertThat(created.getStatus()).isEqualTo(Room.RoomStatus.IN_PROGRESS);
        assertThat(created.getStatusCallback()).hasToString("https://hooks.example.com/room?x=1");
        assertThat(created.getStatusCallbackMethod()).isEqualTo(HttpMethod.GET);
        assertThat(created.getMaxParticipants()).isEqualTo(10);
        assertThat(created.getUnusedRoomTimeout()).isEqualTo(10);
        assertThat(created.getVideoCodecs()).containsExactly(Room.VideoCodec.VP8, Room.VideoCodec.H264);
        assertThat(created.getDateCreated())
                .isAfter(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
        assertThat(created.getEndTime()).isNull();
        assertThat(created.getDuration()).isNull();
        assertThat(created.getLinks())
                .containsOnlyKeys("participants", "recordings", "transcriptions", "recording_rules");
        assertThat(Room.fetcher(created.getSid()).fetch(client)).isEqualTo(created);
        assertRefused(404, 20404, () -> Room.fetcher("Daily Standup/é").fetch(client));
        assertRefused(
                400,
                53113,
                () -> Room.creator().setUniqueName("Daily Standup/é").create(client));

        Room completed =
                Room.updater(created.getSid(), Room.RoomStatus.COMPLETED).update(client);

        assertThat(completed.getStatus()).isEqualTo(Room.RoomStatus.COMPLETED);
        assertThat(completed.getEndTime()).isNotNull();
        assertThat(completed.getDuration()).isNotNull();
        assertRefused(
                400,
                53112,
                () -> Room.updater(created.getSid(), Room.RoomStatus.COMPLETED).update(client));
        assertRefused(
                400,
                53112,
                () -> Room.updater(created.getSid(), Room.RoomStatus.IN_PROGRESS)
                        .update(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with blank", "a+b", "a%20b", "a&b=c", "Zoë 😀", "a;b,c", "..", "日本語"})
    void roomsAreFoundByNamesOfAllKinds(String name) {
        Room created = Room.creator().setUniqueName(name).create(client);

        assertThat(Room.fetcher(name).fetch(client).getSid()).isEqualTo(created.getSid());
        assertThat(sids(Room.reader().setUniqueName(name).read(client))).containsExactly(created.getSid());
        Room.updater(name, Room.RoomStatus.COMPLETED).update(client);
    }

    @Test
    void listsAreReadPageByPage() {
        try (TestServer own = TestServer.start(server.database())) {
            TwilioRestClient there = connect(own);
            List<String> made = IntStream.range(0, 7)
                    .mapToObj(n -> Room.creator()
                            .setUniqueName("room" + n)
                            .create(there)
                            .getSid())
                    .toList();

            List<String> all = sids(Room.reader().read(there));

            assertThat(all).containsExactlyInAnyOrderElementsOf(made);
            assertThat(sids(Room.reader().setPageSize(2L).read(there))).isEqualTo(all);
            assertThat(sids(Room.reader().pageSize(2).limit(3).read(there))).isEqualTo(all.subList(0, 3));
            assertThat(sids(Room.reader().limit(2000).read(there))).isEqualTo(all);
        }
    }

    @Test
    void datesWithoutZoneAreTakenForUtc() {
        Room room = Room.creator().setUniqueName("dated").create(client);
        ZonedDateTime created = room.getDateCreated().withZoneSameInstant(ZoneOffset.UTC);

        assertThat(sids(Room.reader()
                        .setUniqueName("dated")
                        .setDateCreatedAfter(created)
                        .read(client)))
                .containsExactly(room.getSid());
        assertThat(sids(Room.reader()
                        .setUniqueName("dated")
                        .setDateCreatedBefore(created)
                        .read(client)))
                .isEmpty();
        assertThat(sids(Room.reader()
                        .setUniqueName("dated")
                        .setDateCreatedAfter(created.minusDays(1))
                        .setDateCreatedBefore(created.plusSeconds(1))
                        .read(client)))
                .containsExactly(room.getSid());
        ZonedDateTime wallClock = created.withZoneSameLocal(ZoneId.of("Asia/Tokyo"));
        assertThat(sids(Room.reader()
                        .setUniqueName("dated")
                        .setDateCreatedAfter(wallClock)
                        .read(client)))
                .as("the library sends the wall clock and drops the zone")
                .containsExactly(room.getSid());
    }

    @Test
    void participantsTracksAndRules() {
        String room = Room.creator().setUniqueName("java-call").create(client).getSid();
        try (TestClient alice = TestClient.join(server, room, "alice", Track.audio("mic"), Track.video("cam"));
                TestClient bob = TestClient.join(server, room, "bob")) {
            assertThat(sids(Participant.reader("java-call")
                            .setStatus(Participant.Status.CONNECTED)
                            .setIdentity("alice")
                            .read(client)))
                    .containsExactly(alice.sid());
            assertThat(Participant.fetcher(room, "alice").fetch(client).getSid())
                    .isEqualTo(alice.sid());
            List<PublishedTrack> published =
                    list(PublishedTrack.reader(room, "alice").read(client));
            assertThat(published).hasSize(2);
            PublishedTrack track = published.get(0);
            assertThat(PublishedTrack.fetcher(room, "alice", track.getName()).fetch(client))
                    .isEqualTo(track);
            assertThat(SubscribedTrack.fetcher(room, "bob", track.getSid())
                            .fetch(client)
                            .getPublisherSid())
                    .isEqualTo(alice.sid());
            assertThat(list(SubscribedTrack.reader(room, "bob").read(client))).hasSize(2);
            assertThat(SubscribeRules.fetcher(room, "bob").fetch(client).getRules())
                    .extracting(SubscribeRule::getAll)
                    .containsExactly(true);

            SubscribeRules.updater(room, "bob")
                    .setRules("[{\"type\":\"include\",\"kind\":\"audio\"}]")
                    .update(client);
            assertThat(bob.nextSubscribed()).containsExactly("mic-id");

            Participant removed = Participant.updater(room, "alice")
                    .setStatus(Participant.Status.DISCONNECTED)
                    .update(client);
            assertThat(removed.getStatus()).isEqualTo(Participant.Status.DISCONNECTED);
            assertThat(removed.getEndTime()).isNotNull();
            assertThat(alice.nextBody("disconnected").getString("status")).isNotEqualTo("completed");
            assertRefused(404, 20404, () -> Participant.fetcher(room, "alice").fetch(client));
            assertRefused(
                    400,
                    53209,
                    () -> Participant.updater(room, "bob")
                            .setStatus(Participant.Status.RECONNECTING)
                            .update(client));
            assertThat(Anonymize.updater(room, alice.sid()).update(client).getIdentity())
                    .isEqualTo(alice.sid());
        }
    }

    /** Typed rules are sent by their {@code toString()}: an answer must say so, and must not make the library retry. */
    @Test
    void rulesThatTheLibraryGarblesAreRefused() {
        String room = Room.creator().setUniqueName("garbled").create(client).getSid();
        try (TestClient alice = TestClient.join(server, room, "alice")) {
            SubscribeRulesUpdate subscribe = new SubscribeRulesUpdate(List.of(SubscribeRule.all()));
            RecordingRulesUpdate recording = new RecordingRulesUpdate(List.of(RecordingRule.builder()
                    .withType(Rule.Type.INCLUDE)
                    .withKind(Rule.Kind.AUDIO)
                    .build()));
            List<Map<String, Object>> list = List.of(Map.of("type", "include", "all", true));

            assertRefused(
                    400,
                    53215,
                    () -> SubscribeRules.updater(room, alice.sid())
                            .setRules(subscribe)
                            .update(client));
            assertRefused(
                    400,
                    53215,
                    () -> SubscribeRules.updater(room, alice.sid())
                            .setRules(list)
                            .update(client));
            assertRefused(
                    400,
                    53120,
                    () -> RecordingRules.updater(room).setRules(recording).update(client));
            assertRefused(
                    400,
                    53120,
                    () -> RecordingRules.updater(room).setRules(list).update(client));
            assertRefused(
                    400, 53120, () -> Room.creator().setRecordingRules(list).create(client));
            assertRefused(
                    400,
                    53120,
                    () -> Room.creator()
                            .setUniqueName("never-made")
                            .setRecordingRules(recording)
                            .create(client));
            assertRefused(404, 20404, () -> Room.fetcher("never-made").fetch(client));
        }
    }

    /** The way that the vendor's documentation shows: a map, made with an object mapper. */
    @Test
    void rulesAsAMapAreTaken() {
        String room = Room.creator().setUniqueName("mapped").create(client).getSid();
        try (TestClient alice = TestClient.join(server, room, "alice")) {
            SubscribeRulesUpdate subscribe = new SubscribeRulesUpdate(List.of(SubscribeRule.none()));
            RecordingRulesUpdate recording = new RecordingRulesUpdate(List.of(RecordingRule.all()));
            ObjectMapper mapper = new ObjectMapper();

            assertThat(SubscribeRules.updater(room, alice.sid())
                            .setRules(mapper.convertValue(subscribe, Map.class))
                            .update(client)
                            .getRules())
                    .extracting(SubscribeRule::getType)
                    .containsExactly(Rule.Type.EXCLUDE);
            assertThat(RecordingRules.updater(room)
                            .setRules(mapper.convertValue(recording, Map.class))
                            .update(client)
                            .getRules())
                    .extracting(RecordingRule::getType)
                    .containsExactly(Rule.Type.INCLUDE);
        }
    }

    @Test
    void wrongCredentialsAreRefusedOnce() {
        AtomicInteger requests = new AtomicInteger();
        TwilioRestClient stranger = new TwilioRestClient.Builder(DevelopmentCredentials.ACCOUNT_SID, "wrong")
                .httpClient(new RebasedHttpClient(server.base()) {
                    @Override
                    public Response makeRequest(Request request) {
                        requests.incrementAndGet();
                        return super.makeRequest(request);
                    }
                })
                .build();

        assertRefused(401, 20003, () -> Room.creator().create(stranger));
        assertThat(requests).as("nothing is retried").hasValue(1);
    }

    /** The library repeats what fails on its way; who makes a room by name meets it then, and never a second one. */
    @Test
    void aRepeatedCreationFindsTheRoomThere() {
        AtomicInteger requests = new AtomicInteger();
        TwilioRestClient unlucky = new TwilioRestClient.Builder(
                        DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN)
                .httpClient(new RebasedHttpClient(server.base()) {
                    @Override
                    public Response makeRequest(Request request) {
                        Response answer = super.makeRequest(request);
                        return requests.incrementAndGet() == 1 ? new Response("", 502) : answer;
                    }
                })
                .build();

        assertRefused(400, 53113, () -> Room.creator().setUniqueName("repeated").create(unlucky));
        assertThat(requests).hasValue(2);
        assertThat(list(Room.reader().setUniqueName("repeated").read(client))).hasSize(1);
    }

    /** The library, for {@code server} and its account. */
    static TwilioRestClient connect(TestServer server) {
        return connect(server, DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN);
    }

    static TwilioRestClient connect(TestServer server, String user, String password) {
        return new TwilioRestClient.Builder(user, password)
                .accountSid(DevelopmentCredentials.ACCOUNT_SID)
                .httpClient(new RebasedHttpClient(server.base()))
                .build();
    }

    static void assertRefused(int status, int code, ThrowingCallable call) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(call).satisfies(refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(status);
            assertThat(refused.getCode()).isEqualTo(code);
            assertThat(refused.getMoreInfo()).endsWith("/" + code);
        });
    }

    static <T> List<T> list(Iterable<T> all) {
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private static List<String> sids(Iterable<?> all) {
        return list(all).stream()
                .map(each -> each instanceof Room room ? room.getSid() : ((Participant) each).getSid())
                .toList();
    }
}
