package io.parley.signaling.conformance;

import static io.parley.signaling.conformance.NodeLibraryIT.assertRefused;
import static io.parley.signaling.conformance.NodeLibraryIT.sids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.token.DevelopmentCredentials;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys, tokens, recordings, compositions, settings and insights, through the npm library that apps use. */
@OnEachDatabase
@Tag("npm")
class LaterNodeLibraryIT {

    private static final String ACCOUNT = "/2010-04-01/Accounts/" + DevelopmentCredentials.ACCOUNT_SID;

    private final TestServer server;

    LaterNodeLibraryIT(TestServer server) {
        this.server = server;
    }

    @Test
    void recordings() {
        JsonObject result = call("recordings", "/v1/Recordings");

        assertThat(result.getJsonArray("list")).isEmpty();
        assertThat(result.getJsonArray("ofRoom")).isEmpty();
        assertRefused(result, "gone", 404, 20404);
        assertRefused(result, "goneOfRoom", 404, 20404);
        assertRefused(result, "removed", 404, 20404);
        assertThat(result.getJsonObject("media").getInteger("status")).isEqualTo(404);
        assertThat(result.getJsonObject("media").getInteger("code")).isEqualTo(20404);
    }

    @Test
    void recordingSettings() {
        assertSettings(call("recordingSettings", "/v1/RecordingSettings/Default"));
    }

    @Test
    void compositionSettings() {
        assertSettings(call("compositionSettings", "/v1/CompositionSettings/Default"));
    }

    private static void assertSettings(JsonObject result) {
        assertThat(result.getJsonObject("before").getBoolean("awsStorageEnabled"))
                .isFalse();
        assertThat(result.getJsonObject("stored").getString("friendlyName")).isEqualTo("mine");
        assertThat(result.getJsonObject("stored").getString("url")).endsWith("/Default");
    }

    @Test
    void compositions() {
        JsonObject result = call("compositions", "/v1/Compositions");
        if (result.containsKey("unavailable")) {
            assertRefused(result, "unavailable", 400, 20001);
            assertThat(result.getJsonArray("list")).isEmpty();
            abort("there is no composing yet");
        }

        JsonObject created = result.getJsonObject("created");
        assertThat(created.getString("sid")).startsWith("CJ");
        assertThat(created.getString("format")).isEqualTo("mp4");
        assertThat(created.getString("resolution")).isEqualTo("1280x720");
        assertThat(created.getBoolean("trim")).isFalse();
        assertThat(created.getJsonArray("audioSources")).containsExactly("*", "mic");
        assertThat(result.getJsonObject("fetched").getString("sid")).isEqualTo(created.getString("sid"));
        assertThat(sids(result.getJsonArray("list"))).containsExactly(created.getString("sid"));
        assertThat(result.getJsonObject("wrong").getInteger("status")).isEqualTo(400);
        assertRefused(result, "gone", 404, 20404);
    }

    @Test
    void compositionHooks() {
        JsonObject result = call("compositionHooks", "/v1/CompositionHooks");

        JsonObject created = result.getJsonObject("created");
        assertThat(created.getString("sid")).startsWith("HK");
        assertThat(created.getBoolean("enabled")).isTrue();
        assertThat(result.getJsonObject("fetched").getString("sid")).isEqualTo(created.getString("sid"));
        assertThat(result.getJsonObject("updated").getBoolean("enabled")).isFalse();
        assertThat(result.getJsonObject("updated").getJsonObject("videoLayout")).isEqualTo(new JsonObject());
        assertThat(sids(result.getJsonArray("list"))).containsExactly(created.getString("sid"));
        assertThat(result.getBoolean("removed")).isTrue();
        assertRefused(result, "gone", 404, 20404);
    }

    @Test
    void transcriptions() {
        String room = server.post("/v1/Rooms").json().getString("sid");

        JsonObject result = call("transcriptions", "/v1/Rooms/" + room + "/Transcriptions");

        JsonObject refused = result.getJsonObject("started");
        assertThat(refused == null || refused.getInteger("status") == 400)
                .as("started, or refused: %s", refused)
                .isTrue();
        assertThat(result.getJsonArray("list")).hasSize(refused == null ? 1 : 0);
    }

    @Test
    void keys() {
        JsonObject result = call("keys", ACCOUNT + "/Keys.json");

        JsonObject created = result.getJsonObject("created");
        assertThat(created.getString("sid")).startsWith("SK");
        assertThat(created.getString("secret")).hasSizeGreaterThanOrEqualTo(32);
        assertThat(sids(result.getJsonArray("list"))).contains(created.getString("sid"));
        assertThat(result.getJsonObject("fetched").getString("friendlyName")).isEqualTo("k");
        assertThat(result.getJsonObject("updated").getString("friendlyName")).isEqualTo("renamed");
        assertThat(result.getBoolean("used")).isTrue();
        assertThat(result.getBoolean("removed")).isTrue();
        assertRefused(result, "gone", 401, 20003);
    }

    @Test
    void iamKeys() {
        JsonObject result = call("iamKeys", "/v1/Keys?AccountSid=" + DevelopmentCredentials.ACCOUNT_SID);

        String sid = result.getJsonObject("created").getString("sid");
        assertThat(sid).startsWith("SK");
        assertThat(sids(result.getJsonArray("list"))).contains(sid);
        assertThat(result.getJsonObject("fetched").getString("friendlyName")).isEqualTo("iam");
        assertThat(result.getBoolean("removed")).isTrue();
    }

    @Test
    void tokens() {
        JsonObject result = call("tokens", ACCOUNT + "/Tokens.json");

        assertThat(result.getJsonObject("default").getString("ttl")).isEqualTo("86400");
        assertThat(result.getJsonObject("short").getString("ttl")).isEqualTo("600");
        assertThat(result.getJsonObject("short").getString("accountSid")).isEqualTo(DevelopmentCredentials.ACCOUNT_SID);
        assertThat(result.getJsonObject("short").getJsonArray("iceServers")).isNotNull();
    }

    @Test
    void insights() {
        JsonObject result = call("insights", "/v1/Video/Rooms");

        assertThat(result.getJsonObject("fetched").getString("roomStatus")).isEqualTo("in_progress");
        assertThat(result.getJsonObject("fetched").getString("roomType")).isEqualTo("group");
        assertThat(result.getJsonArray("participants")).isEmpty();
        assertRefused(result, "gone", 404, 20404);
    }

    private JsonObject call(String scenario, String path) {
        assumeTrue(server.serves(path), () -> path + " is not there yet");
        return NodeLibrary.call(server, scenario, new JsonObject().put("name", "hook of " + server));
    }
}
