package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import com.twilio.rest.video.v1.room.participant.SubscribeRules;
import io.parley.signaling.conformance.TestClient.Track;
import io.parley.token.DevelopmentCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/rest.md. Those for Node are run as they stand there; those for Java have to stand here, where
 * they are run, letter by letter but for white space.
 */
@OnEachDatabase
class RestExamplesIT {

    private static final Path PAGE = Path.of("../docs/rest.md");
    private static final Path HERE = Path.of("src/test/java/io/parley/signaling/conformance");

    private final TestServer server;

    RestExamplesIT(TestServer server) {
        this.server = server;
    }

    @Test
    @Tag("npm")
    void roomsInNode() {
        runInNode("rooms");

        assertThat(server.get("/v1/Rooms/DailyStandup").status())
                .as("completed")
                .isEqualTo(404);
    }

    @Test
    @Tag("npm")
    void callsInNode() {
        server.post("/v1/Rooms", "UniqueName", "DailyStandup");
        try (TestClient alice =
                        TestClient.join(server, "DailyStandup", "alice", Track.audio("mic"), Track.video("cam"));
                TestClient bob = TestClient.join(server, "DailyStandup", "bob")) {
            assertThat(runInNode("call")).contains("alice " + alice.sid(), "bob " + bob.sid());

            assertThat(alice.nextBody("disconnected")).isNotNull();
            assertThat(bob.nextSubscribed()).containsExactly("mic-id");
        } finally {
            server.post("/v1/Rooms/DailyStandup", "Status", "completed");
        }
    }

    @Test
    void roomsInJava() {
        TwilioRestClient client = connect(DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN);

        Room room = Room.creator()
                .setUniqueName("DailyStandup")
                .setType(Room.RoomType.GROUP)
                .setEmptyRoomTimeout(10)
                .create(client);
        Room same = Room.fetcher("DailyStandup").fetch(client);
        for (Room each : Room.reader().setStatus(Room.RoomStatus.IN_PROGRESS).read(client)) {
            System.out.println(each.getUniqueName());
        }
        Room ended = Room.updater(room.getSid(), Room.RoomStatus.COMPLETED).update(client);

        assertThat(same).isEqualTo(room);
        assertThat(ended.getStatus()).isEqualTo(Room.RoomStatus.COMPLETED);
    }

    @Test
    void callsInJava() {
        TwilioRestClient client = JavaLibraryIT.connect(server);
        server.post("/v1/Rooms", "UniqueName", "DailyStandup");
        try (TestClient alice =
                        TestClient.join(server, "DailyStandup", "alice", Track.audio("mic"), Track.video("cam"));
                TestClient bob = TestClient.join(server, "DailyStandup", "bob")) {
            for (Participant each : Participant.reader("DailyStandup")
                    .setStatus(Participant.Status.CONNECTED)
                    .read(client)) {
                System.out.println(each.getIdentity());
            }
            SubscribeRules rules = SubscribeRules.updater("DailyStandup", "bob")
                    .setRules(
                            "[{\"type\":\"include\",\"all\":true},{\"type\":\"exclude\",\"publisher\":\"alice\",\"kind\":\"video\"}]")
                    .update(client);
            Participant removed = Participant.updater("DailyStandup", "alice")
                    .setStatus(Participant.Status.DISCONNECTED)
                    .update(client);

            assertThat(rules.getRules()).hasSize(2);
            assertThat(bob.nextSubscribed()).containsExactly("mic-id");
            assertThat(removed.getSid()).isEqualTo(alice.sid());
        } finally {
            server.post("/v1/Rooms/DailyStandup", "Status", "completed");
        }
    }

    private TwilioRestClient connect(String accountSid, String authToken) {
        String base = server.base();
        TwilioRestClient client = new TwilioRestClient.Builder(accountSid, authToken)
                .accountSid(accountSid)
                .httpClient(new RebasedHttpClient(base))
                .build();
        return client;
    }

    @Test
    void examplesForJavaAreThoseThatAreRun() {
        String run = dense(read(HERE.resolve("RebasedHttpClient.java")) + read(HERE.resolve("RestExamplesIT.java")));

        List<String> examples = blocks("java");

        assertThat(examples)
                .hasSizeGreaterThan(3)
                .allSatisfy(example -> assertThat(run).as(example).contains(dense(example)));
    }

    private String runInNode(String example) {
        String setup = blocks("js test=setup").get(0);
        assertThat(setup).contains("http://127.0.0.1:8080");
        String script = setup.replace("http://127.0.0.1:8080", server.base()) + "(async () => {\n"
                + String.join("\n", blocks("js test=" + example)) + "})();\n";
        return NodeLibrary.run(List.of("node", "--unhandled-rejections=strict", "--eval", script));
    }

    /** The blocks of the page with that info string. */
    private static List<String> blocks(String info) {
        Matcher matcher = Pattern.compile("(?ms)^```" + Pattern.quote(info) + "\\n(.*?)^```$")
                .matcher(read(PAGE));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static String dense(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
