package io.parley.signaling.conformance;

import static io.parley.signaling.conformance.JavaLibraryIT.assertRefused;
import static io.parley.signaling.conformance.JavaLibraryIT.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.api.v2010.account.Token;
import com.twilio.rest.video.v1.Composition;
import com.twilio.rest.video.v1.CompositionHook;
import com.twilio.rest.video.v1.CompositionSettings;
import com.twilio.rest.video.v1.Recording;
import com.twilio.rest.video.v1.RecordingSettings;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.RoomRecording;
import io.parley.token.DevelopmentCredentials;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys, tokens, recordings, compositions, settings and insights, through the Java library that apps use. */
@OnEachDatabase
class LaterJavaLibraryIT {

    private static final String ACCOUNT = "/2010-04-01/Accounts/" + DevelopmentCredentials.ACCOUNT_SID;
    private static final String NOTHING = "00000000000000000000000000000000";
    private static final Map<String, ?> GRID = Map.of("grid", Map.of("video_sources", List.of("*")));

    private final TestServer server;
    private final TwilioRestClient client;

    LaterJavaLibraryIT(TestServer server) {
        this.server = server;
        this.client = JavaLibraryIT.connect(server);
    }

    @Test
    void recordings() {
        assumeServed("/v1/Recordings");
        String room = Room.creator().create(client).getSid();

        assertThat(list(Recording.reader()
                        .setStatus(Recording.Status.COMPLETED)
                        .setGroupingSid(List.of(room, "PA" + NOTHING))
                        .setDateCreatedAfter(ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                        .setMediaType(Recording.Type.AUDIO)
                        .setPageSize(20L)
                        .read(client)))
                .isEmpty();
        assertThat(list(RoomRecording.reader(room).setPageSize(5L).read(client)))
                .isEmpty();
        assertRefused(404, 20404, () -> Recording.fetcher("RT" + NOTHING).fetch(client));
        assertRefused(404, 20404, () -> Recording.deleter("RT" + NOTHING).delete(client));
        assertThat(client.request(new Request(
                                HttpMethod.GET, Domains.VIDEO.toString(), "/v1/Recordings/RT" + NOTHING + "/Media"))
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void settings() {
        assumeServed("/v1/RecordingSettings/Default");

        assertThat(RecordingSettings.creator("mine").create(client).getFriendlyName())
                .isEqualTo("mine");
        assertThat(RecordingSettings.fetcher().fetch(client).getAwsStorageEnabled())
                .isFalse();
        assertThat(CompositionSettings.creator("mine").create(client).getFriendlyName())
                .isEqualTo("mine");
        assertThat(CompositionSettings.fetcher().fetch(client).getEncryptionEnabled())
                .isFalse();
    }

    @Test
    void compositions() {
        assumeServed("/v1/Compositions");
        String room = Room.creator().create(client).getSid();
        int status = server.post("/v1/Compositions", "RoomSid", room, "AudioSources", "*")
                .status();
        assertThat(status).isIn(201, 400);
        assumeTrue(status == 201, "there is no composing yet");

        Composition created = Composition.creator(room)
                .setVideoLayout(GRID)
                .setAudioSources(List.of("*", "mic"))
                .setAudioSourcesExcluded(List.of("x*"))
                .setResolution("1280x720")
                .setFormat(Composition.Format.MP4)
                .setStatusCallback("https://hooks.example.com/c")
                .setStatusCallbackMethod(HttpMethod.POST)
                .setTrim(false)
                .create(client);

        assertThat(created.getAudioSources()).containsExactly("*", "mic");
        assertThat(created.getStatus()).isIn(Composition.Status.ENQUEUED, Composition.Status.PROCESSING);
        assertThat(Composition.fetcher(created.getSid()).fetch(client).getSid()).isEqualTo(created.getSid());
        assertThat(list(Composition.reader().setRoomSid(room).read(client))).hasSize(2);
    }

    @Test
    void compositionHooks() {
        assumeServed("/v1/CompositionHooks");
        String name = "java hook";

        CompositionHook created = CompositionHook.creator(name)
                .setAudioSources("*")
                .setVideoLayout(GRID)
                .create(client);

        assertThat(created.getEnabled()).isTrue();
        assertThat(CompositionHook.updater(created.getSid(), name)
                        .setAudioSources("*")
                        .setEnabled(false)
                        .update(client)
                        .getEnabled())
                .isFalse();
        assertThat(list(CompositionHook.reader().setFriendlyName(name).read(client)))
                .hasSize(1);
        assertThat(CompositionHook.deleter(created.getSid()).delete(client)).isTrue();
        assertRefused(
                404, 20404, () -> CompositionHook.fetcher(created.getSid()).fetch(client));
    }

    @Test
    void keys() {
        assumeServed(ACCOUNT + "/Keys.json");

        NewKey created = NewKey.creator().setFriendlyName("k").create(client);

        assertThat(created.getSecret()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(created.getDateCreated())
                .isAfter(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
        TwilioRestClient withKey = JavaLibraryIT.connect(server, created.getSid(), created.getSecret());
        assertThat(Room.creator().create(withKey).getSid()).startsWith("RM");
        assertThat(list(Key.reader().pageSize(1).read(client)))
                .extracting(Key::getSid)
                .contains(created.getSid());
        assertThat(Key.updater(created.getSid())
                        .setFriendlyName("renamed")
                        .update(client)
                        .getFriendlyName())
                .isEqualTo("renamed");
        assertThat(Key.deleter(created.getSid()).delete(client)).isTrue();
        assertRefused(401, 20003, () -> Room.creator().create(withKey));
    }

    @Test
    void tokens() {
        assumeServed(ACCOUNT + "/Tokens.json");

        assertThat(Token.creator().create(client).getTtl()).isEqualTo("86400");
        assertThat(Token.creator().setTtl(600).create(client).getTtl()).isEqualTo("600");
        assertRefused(400, 20001, () -> Token.creator().setTtl(-1).create(client));
    }

    @Test
    void insights() {
        assumeServed("/v1/Video/Rooms");
        String room = Room.creator().create(client).getSid();

        assertThat(com.twilio.rest.insights.v1.Room.fetcher(room).fetch(client).getRoomStatus())
                .isEqualTo(com.twilio.rest.insights.v1.Room.RoomStatus.IN_PROGRESS);
        assertThat(list(com.twilio.rest.insights.v1.room.Participant.reader(room)
                        .read(client)))
                .isEmpty();
        assertThat(list(com.twilio.rest.insights.v1.Room.reader()
                        .setPageSize(1L)
                        .limit(2)
                        .read(client)))
                .isNotNull();
    }

    private void assumeServed(String path) {
        assumeTrue(server.serves(path), () -> path + " is not there yet");
    }
}
