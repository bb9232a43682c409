package io.parley.signaling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.Description;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.IceCandidates;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.ParticipantState;
import io.parley.signaling.message.PeerConnectionState;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.RemoteParticipant;
import io.parley.signaling.message.RemoteTrack;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.message.Subscribed;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.message.TrackPriority;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in and out. The frames have the members, and their order, of those that the SDK sends. */
class FramesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RoomSid ROOM = new RoomSid("RM" + "0".repeat(32));
    private static final ParticipantSid ALICE = new ParticipantSid("PA" + "1".repeat(32));
    private static final TrackSid TRACK = new TrackSid("MT" + "2".repeat(32));

    private static final String TRACK_JSON =
            "{\"enabled\":false,\"id\":\"t1\",\"kind\":\"audio\",\"name\":\"mic\",\"priority\":\"high\"}";
    private static final String CANDIDATE =
            "{\"candidate\":\"candidate:1 1 udp 2122194687 192.0.2.2 37701 typ host ufrag FbYm\",\"sdpMid\":\"0\","
                    + "\"sdpMLineIndex\":0,\"usernameFragment\":\"FbYm\"}";
    private static final String ICE = "{\"id\":\"7c943495\",\"timeout\":5000,\"type\":\"hello\",\"version\":2,"
            + "\"body\":{\"edge\":\"roaming\",\"token\":\"jwt\",\"type\":\"ice\",\"version\":1}}";
    private static final String CONNECT = "{\"type\":\"msg\",\"body\":{\"name\":\"daily\",\"participant\":"
            + "{\"revision\":2,\"tracks\":[" + TRACK_JSON + "]},\"peer_connections\":[{\"id\":\"pc\",\"description\":"
            + "{\"type\":\"offer\",\"revision\":1,\"sdp\":\"v=0\\r\\n\"}}],\"ice_servers\":\"acquire\",\"publisher\":"
            + "{\"name\":\"twilio-video.js\",\"sdk_version\":\"2.36.0\",\"user_agent\":\"Mozilla/5.0 (X11)\"},"
            + "\"type\":\"connect\",\"version\":2,\"media_signaling\":{\"render_hints\":{\"transports\":"
            + "[{\"type\":\"data-channel\"}]}},\"subscribe\":{\"rules\":[{\"type\":\"include\",\"all\":true}],"
            + "\"revision\":1},\"format\":\"unified\",\"token\":\"jwt\"}}";
    private static final String UPDATE = "{\"body\":{\"session\":\"s\",\"type\":\"update\",\"version\":2,"
            + "\"participant\":{\"revision\":3,\"tracks\":[]},\"peer_connections\":[{\"id\":\"pc\",\"ice\":"
            + "{\"candidates\":[" + CANDIDATE + "],\"ufrag\":\"FbYm\",\"revision\":4,\"complete\":true}}]},"
            + "\"type\":\"msg\"}";
    private static final String SYNC =
            "{\"id\":\"x\",\"timeout\":5000,\"type\":\"hello\",\"version\":2,\"cookie\":\"c\","
                    + "\"body\":{\"name\":\"daily\",\"participant\":{\"revision\":3,\"tracks\":[]},\"peer_connections\":"
                    + "[{\"id\":\"pc\",\"description\":{\"type\":\"close\",\"revision\":9}}],\"session\":\"s\",\"token\":\"jwt\","
                    + "\"type\":\"sync\",\"version\":2}}";
    private static final String DISCONNECT =
            "{\"type\":\"msg\",\"body\":{\"session\":null,\"type\":\"disconnect\",\"version\":2}}";

    static Stream<String> everyClientFrame() {
        return Stream.of(ICE, CONNECT, UPDATE, SYNC, DISCONNECT, "{\"type\":\"heartbeat\"}", "{\"type\":\"bye\"}");
    }

    @Test
    void helloWithARequestForIceServersIsRead() {
        assertThat(Frames.read(ICE)).isEqualTo(new ClientFrame.Hello(2, 5_000, null, new ClientMessage.Ice("jwt")));
    }

    @Test
    void connectIsRead() {
        LocalTrack track = new LocalTrack("t1", TrackKind.AUDIO, "mic", false, TrackPriority.HIGH);
        PeerConnectionState offer =
                new PeerConnectionState("pc", new Description(Description.Type.OFFER, 1, "v=0\r\n"));

        assertThat(Frames.read(CONNECT))
                .isEqualTo(new ClientFrame.Message(new ClientMessage.Connect(
                        "jwt",
                        "daily",
                        new LocalParticipant(2, List.of(track)),
                        List.of(offer),
                        new Publisher("twilio-video.js", "2.36.0"),
                        true)));
    }

    @Test
    void subscriptionThatIsSwitchedOffIsRead() {
        String json = CONNECT.replace("\"include\"", "\"exclude\"");

        assertThat(Frames.read(json))
                .isInstanceOfSatisfying(
                        ClientFrame.Message.class,
                        message -> assertThat(message.body())
                                .isInstanceOfSatisfying(
                                        ClientMessage.Connect.class,
                                        connect ->
                                                assertThat(connect.subscribes()).isFalse()));
    }

    @Test
    void updateIsReadWithItsCandidatesVerbatim() {
        assertThat(Frames.read(UPDATE))
                .isEqualTo(new ClientFrame.Message(new ClientMessage.Update(
                        "s",
                        new LocalParticipant(3, List.of()),
                        List.of(new PeerConnectionState(
                                "pc", null, new IceCandidates(List.of(CANDIDATE), "FbYm", 4, true))))));
    }

    @Test
    void syncIsRead() {
        PeerConnectionState closed = new PeerConnectionState("pc", new Description(Description.Type.CLOSE, 9, null));

        assertThat(Frames.read(SYNC))
                .isEqualTo(new ClientFrame.Hello(
                        2,
                        5_000,
                        "c",
                        new ClientMessage.Sync("s", "jwt", new LocalParticipant(3, List.of()), List.of(closed))));
    }

    @Test
    void disconnectWithoutASessionIsRead() {
        assertThat(Frames.read(DISCONNECT)).isEqualTo(new ClientFrame.Message(new ClientMessage.Disconnect()));
    }

    @Test
    void signOfLifeAndGoodbyeAreRead() {
        assertThat(Frames.read("{\"type\":\"heartbeat\"}")).isEqualTo(new ClientFrame.Heartbeat());
        assertThat(Frames.read("{\"type\":\"bye\"}")).isEqualTo(new ClientFrame.Bye());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"hello\"",
                "{",
                "{}",
                "{}{}",
                "{\"type\":7}",
                "{\"type\":null}",
                "{\"type\":\"msg\"}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"unheard-of\"}",
                "{\"type\":\"heartbeat\",\"timeout\":-1}",
                "{\"type\":\"heartbeat\",\"version\":99999999999999999999}",
                "{\"type\":\"heartbeat\",\"version\":1.5}",
                "{\"type\":\"heartbeat\",}",
                "{\"type\":\"heartbeat\"} x",
                "{\"type\":\"msg\",\"body\":[]}",
                "{\"type\":\"msg\",\"body\":[[1]]}"
            })
    void whatIsNoFrameIsMalformed(String text) {
        assertThat(Frames.read(text)).isInstanceOf(ClientFrame.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "null",
                "{\"type\":\"connect\"}",
                "{\"type\":\"ice\",\"token\":7}",
                "{\"type\":\"sync\",\"session\":null,\"token\":\"t\",\"participant\":{\"revision\":1,\"tracks\":[]}}",
                "{\"type\":\"update\",\"session\":\"s\",\"participant\":{\"revision\":1}}",
                "{\"type\":\"update\",\"session\":\"s\",\"participant\":{\"revision\":1,\"tracks\":[{\"id\":\"t\"}]}}",
                "{\"peer_connections\":[{\"id\":\"pc\",\"description\":{\"type\":\"offer\",\"revision\":1}}]}",
                "{\"peer_connections\":[{\"description\":{\"type\":\"close\"}}]}"
            })
    void messageThatBreaksTheRulesIsMalformedInAGoodFrame(String body) {
        ClientFrame after = Frames.read("{\"type\":\"msg\",\"body\":" + body + ",\"more\":{\"x\":[1]}}");
        ClientFrame before = Frames.read("{\"body\":" + body + ",\"type\":\"msg\"}");

        for (ClientFrame frame : List.of(after, before)) {
            assertThat(((ClientFrame.Message) frame).body()).isInstanceOf(ClientMessage.Malformed.class);
        }
    }

    @Test
    void listsAreBounded() {
        String track = TRACK_JSON + ",";
        String many = track.repeat(256) + TRACK_JSON;
        String text = "{\"type\":\"msg\",\"body\":{\"type\":\"update\",\"session\":\"s\",\"participant\":"
                + "{\"revision\":1,\"tracks\":[" + many + "]}}}";

        assertThat(body(text)).isInstanceOf(ClientMessage.Malformed.class);
    }

    @Test
    void sessionDescriptionsAreBounded() {
        String text = UPDATE.replaceFirst(
                "\"ice\":.*?}]},", "\"description\":{\"type\":\"offer\",\"revision\":1,\"sdp\":\"x\"}}]},");
        String longest = text.replace("\"x\"", "\"" + "x".repeat(256 * 1024) + "\"");
        String tooLong = text.replace("\"x\"", "\"" + "x".repeat(256 * 1024 + 1) + "\"");

        assertThat(body(longest)).isInstanceOf(ClientMessage.Update.class);
        assertThat(body(tooLong)).isInstanceOf(ClientMessage.Malformed.class);
    }

    @Test
    void candidatesTogetherAreBounded() {
        String candidate = "{\"candidate\":\"" + "x".repeat(1_008) + "\"}";
        assertThat(candidate).hasSize(1_024);

        assertThat(body(UPDATE.replace(CANDIDATE, candidate + ("," + candidate).repeat(63))))
                .isInstanceOf(ClientMessage.Update.class);
        assertThat(body(UPDATE.replace(CANDIDATE, candidate + ("," + candidate).repeat(64))))
                .isInstanceOf(ClientMessage.Malformed.class);
    }

    @Test
    void deepNestingIsMalformed() {
        assertThat(Frames.read("{\"x\":" + "[".repeat(100_000))).isInstanceOf(ClientFrame.Malformed.class);
        assertThat(Frames.read("{\"type\":\"bye\",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"))
                .isInstanceOf(ClientFrame.Malformed.class);
    }

    @Test
    void reasonShowsNothingOfTheMessage() {
        ClientFrame.Malformed malformed = (ClientFrame.Malformed) Frames.read("{\"type\":\"secret\"}");

        assertThat(malformed.reason()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("everyClientFrame")
    void everyTruncationIsMalformed(String text) {
        for (int length = 0; length < text.length(); length++) {
            assertThat(Frames.read(text.substring(0, length))).isInstanceOf(ClientFrame.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everyClientFrame")
    void noChangeOfOneCharacterMakesReadingFail(String text) {
        String replacements = "\0\t \"\\{}[],:-0e9tfn\u007f\u00ff\ud800\udc00\ufffe";
        for (int at = 0; at < text.length(); at++) {
            for (int i = 0; i < replacements.length(); i++) {
                String changed = text.substring(0, at) + replacements.charAt(i) + text.substring(at + 1);
                assertThat(Frames.read(changed)).isNotNull();
            }
        }
    }

    static Stream<ServerFrame> everyServerFrame() {
        return Stream.of(
                new ServerFrame.Welcome(5_000),
                new ServerFrame.Busy(-1, false, null),
                new ServerFrame.Bad("why"),
                new ServerFrame.Message(new ServerMessage.Disconnected(true)),
                new ServerFrame.Heartbeat());
    }

    static Stream<ServerMessage> everyServerMessage() {
        RoomState empty =
                new RoomState(List.of(), List.of(), new Published(1, List.of()), new Subscribed(1, List.of()));
        return Stream.of(
                new ServerMessage.Iced(List.of(new IceServer(List.of("turn:x"), "user", "secret"))),
                new ServerMessage.Connected("s", ROOM, "daily", ALICE, "alice", 30, empty),
                new ServerMessage.Update(full()),
                new ServerMessage.Synced("s", ROOM, "daily", ALICE, "alice", empty),
                new ServerMessage.Disconnected(false),
                new ServerMessage.Failure(ErrorCode.ROOM_FULL));
    }

    @ParameterizedTest
    @MethodSource
    void everyServerFrame(ServerFrame frame) {
        assertThat(written(frame).path("type").asText()).isIn("welcome", "busy", "bad", "msg", "heartbeat");
    }

    @ParameterizedTest
    @MethodSource
    void everyServerMessage(ServerMessage message) {
        JsonNode body = body(message);

        assertThat(body.path("type").asText()).isIn("iced", "connected", "update", "synced", "disconnected", "error");
        assertThat(body.path("version").isInt()).isTrue();
    }

    @Test
    void everyKindOfFrameAndMessageHasASample() {
        assertThat(everyServerFrame().map(Object::getClass))
                .containsExactlyInAnyOrder(ServerFrame.class.getPermittedSubclasses());
        assertThat(everyServerMessage().map(Object::getClass))
                .containsExactlyInAnyOrder(ServerMessage.class.getPermittedSubclasses());
    }

    @Test
    void envelopeIsWritten() {
        assertThat(written(new ServerFrame.Welcome(5_000)))
                .isEqualTo(tree("{\"type\":\"welcome\",\"negotiatedTimeout\":5000}"));
        assertThat(written(new ServerFrame.Busy(7, true, "c")))
                .isEqualTo(tree("{\"type\":\"busy\",\"retryAfter\":7,\"keepAlive\":true,\"cookie\":\"c\"}"));
        assertThat(written(new ServerFrame.Busy(-1, false, null)))
                .isEqualTo(tree("{\"type\":\"busy\",\"retryAfter\":-1,\"keepAlive\":false,\"cookie\":null}"));
        assertThat(written(new ServerFrame.Bad("why"))).isEqualTo(tree("{\"type\":\"bad\",\"reason\":\"why\"}"));
    }

    @Test
    void connectedHasAllThatTheSdkNeeds() {
        RoomState state =
                new RoomState(List.of(), List.of(), new Published(1, List.of()), new Subscribed(1, List.of()));

        assertThat(body(new ServerMessage.Connected("s", ROOM, "daily", ALICE, "alice", 30, state)))
                .isEqualTo(tree("{\"type\":\"connected\",\"version\":2,\"session\":\"s\",\"sid\":\"" + ROOM
                        + "\",\"name\":\"daily\",\"participant\":{\"sid\":\"" + ALICE
                        + "\",\"identity\":\"alice\"},\"options\":{\"session_timeout\":30},\"participants\":[],"
                        + "\"peer_connections\":[],\"published\":{\"revision\":1,\"tracks\":[]},"
                        + "\"subscribed\":{\"revision\":1,\"tracks\":[]},"
                        + "\"recording\":{\"is_recording\":false,\"revision\":1}}"));
    }

    @Test
    void updateLeavesOutWhatHasNotChanged() {
        assertThat(body(new ServerMessage.Update(new RoomState(List.of(), List.of(), null, null))))
                .isEqualTo(tree("{\"type\":\"update\",\"version\":2}"));
    }

    @Test
    void updateWithEverythingIsWritten() {
        assertThat(body(new ServerMessage.Update(full())))
                .isEqualTo(tree("{\"type\":\"update\",\"version\":2,\"participants\":[{\"sid\":\"" + ALICE
                        + "\",\"identity\":\"alice\",\"state\":\"connected\",\"revision\":3,\"tracks\":[{\"sid\":\""
                        + TRACK + "\",\"kind\":\"audio\",\"name\":\"mic\",\"enabled\":true,\"priority\":\"low\"}]}],"
                        + "\"peer_connections\":[{\"id\":\"pc\",\"description\":{\"type\":\"offer\",\"revision\":2,"
                        + "\"sdp\":\"v=0\\r\\n\"},\"ice\":{\"candidates\":[" + CANDIDATE
                        + "],\"ufrag\":\"FbYm\",\"revision\":4,\"complete\":true}},"
                        + "{\"id\":\"gone\",\"description\":{\"type\":\"close\"}},"
                        + "{\"id\":\"new\",\"description\":{\"type\":\"create-offer\",\"revision\":1}},"
                        + "{\"id\":\"kept\"}],"
                        + "\"published\":{\"revision\":5,\"tracks\":[{\"id\":\"t1\",\"state\":\"ready\",\"sid\":\""
                        + TRACK + "\"},{\"id\":\"t2\",\"state\":\"failed\",\"error\":{\"code\":53304,"
                        + "\"message\":\"Track name is duplicated\"}}]},"
                        + "\"subscribed\":{\"revision\":6,\"tracks\":[{\"sid\":\"" + TRACK + "\",\"id\":\"t1\"}]}}"));
    }

    @Test
    void endOfASessionIsWritten() {
        assertThat(body(new ServerMessage.Disconnected(true)).path("status").asText())
                .isEqualTo("completed");
        assertThat(body(new ServerMessage.Failure(ErrorCode.ROOM_FULL)))
                .isEqualTo(tree("{\"type\":\"error\",\"version\":2,\"code\":53105,"
                        + "\"message\":\"Room contains too many Participants\"}"));
    }

    private static RoomState full() {
        RemoteTrack track = new RemoteTrack(TRACK, TrackKind.AUDIO, "mic", true, TrackPriority.LOW);
        return new RoomState(
                List.of(new RemoteParticipant(ALICE, "alice", ParticipantState.CONNECTED, 3, List.of(track))),
                List.of(
                        new PeerConnectionState(
                                "pc",
                                new Description(Description.Type.OFFER, 2, "v=0\r\n"),
                                new IceCandidates(List.of(CANDIDATE), "FbYm", 4, true)),
                        new PeerConnectionState("gone", Description.close()),
                        new PeerConnectionState("new", Description.createOffer(1)),
                        new PeerConnectionState("kept", null, null)),
                new Published(
                        5,
                        List.of(
                                new Published.Ready("t1", TRACK),
                                new Published.Failed("t2", ErrorCode.TRACK_NAME_DUPLICATED))),
                new Subscribed(6, List.of(new Subscribed.Subscription(TRACK, "t1"))));
    }

    private static JsonNode body(ServerMessage message) {
        return Objects.requireNonNull(written(new ServerFrame.Message(message)).get("body"));
    }

    private static JsonNode written(ServerFrame frame) {
        return tree(Frames.write(frame));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static ClientMessage body(String text) {
        return ((ClientFrame.Message) Frames.read(text)).body();
    }
}
