package io.parley.signaling.composition;

import static io.parley.signaling.rest.RestRig.ACCOUNT;
import static io.parley.signaling.rest.RestRig.STRANGER;
import static io.parley.signaling.rest.RestRig.encode;
import static io.parley.signaling.rest.RestRig.form;
import static io.parley.signaling.rest.RestRig.sid;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.RestRig;
import io.parley.signaling.rest.RestRig.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionHooksIT {

    private static final String HOOKS = "/v1/CompositionHooks";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    @BeforeEach
    void start() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        rest = new RestRig(
                folder, store -> new CompositionHooksResource(store, new Sids(new Random(1)), clock).endpoints());
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void aHookHasEveryField() {
        Reply created = rest.post(
                HOOKS,
                "FriendlyName",
                "Ünder_score %",
                "VideoLayout",
                "{\"grid\":{\"video_sources\":[\"*\"],\"width\":1280}}",
                "AudioSources",
                "*,mic",
                "AudioSourcesExcluded",
                "x*",
                "Resolution",
                "1280x720",
                "Format",
                "mp4",
                "Trim",
                "false",
                "Enabled",
                "False",
                "StatusCallback",
                "https://hooks.example.com/c?a=1",
                "StatusCallbackMethod",
                "GET");
        JsonObject hook = created.body();

        assertThat(created.status()).isEqualTo(201);
        assertThat(hook.fieldNames())
                .containsExactlyInAnyOrder(
                        "friendly_name",
                        "enabled",
                        "account_sid",
                        "date_created",
                        "date_updated",
                        "sid",
                        "audio_sources",
                        "audio_sources_excluded",
                        "video_layout",
                        "resolution",
                        "trim",
                        "format",
                        "status_callback",
                        "status_callback_method",
                        "url");
        assertThat(hook.getString("sid")).matches("HK[0-9a-f]{32}");
        assertThat(hook.getString("friendly_name")).isEqualTo("Ünder_score %");
        assertThat(hook.getBoolean("enabled")).isFalse();
        assertThat(hook.getValue("date_updated")).isNull();
        assertThat(hook.getJsonArray("audio_sources")).containsExactly("*", "mic");
        assertThat(hook.getJsonObject("video_layout").getJsonObject("grid").getInteger("width"))
                .isEqualTo(1280);
        assertThat(hook.getString("url")).isEqualTo(rest.base() + HOOKS + "/" + hook.getString("sid"));
        assertThat(rest.get(path(hook)).body()).isEqualTo(hook);
    }

    @Test
    void whatIsNotGivenInAnUpdateReturnsToItsDefault() {
        JsonObject hook = create("one", "Format", "mp4", "Enabled", "false");

        Reply updated = rest.post(path(hook), "FriendlyName", "two");

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.body().getString("friendly_name")).isEqualTo("two");
        assertThat(updated.body().getString("format")).isEqualTo("webm");
        assertThat(updated.body().getBoolean("enabled")).isTrue();
        assertThat(updated.body().getJsonArray("audio_sources")).isEmpty();
        assertThat(updated.body().getString("date_updated")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(rest.get(path(hook)).body()).isEqualTo(updated.body());
    }

    @Test
    void namesAreUniqueInAnAccount() {
        create("one");
        JsonObject two = create("two");

        assertThat(rest.post(HOOKS, "FriendlyName", "one", "AudioSources", "*").code())
                .isEqualTo(20001);
        assertThat(rest.post(path(two), "FriendlyName", "one").code()).isEqualTo(20001);
        assertThat(rest.post(path(two), "FriendlyName", "two").status()).isEqualTo(200);
        assertThat(rest.send("POST", HOOKS, STRANGER, form("FriendlyName", "one", "AudioSources", "*"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void othersSeeNothing() {
        String path = path(create("one"));

        assertThat(rest.send("GET", path, STRANGER, null).status()).isEqualTo(404);
        assertThat(rest.send("POST", path, STRANGER, form("FriendlyName", "x")).status())
                .isEqualTo(404);
        assertThat(rest.send("DELETE", path, STRANGER, null).status()).isEqualTo(404);
        assertThat(names(rest.send("GET", HOOKS, STRANGER, null))).isEmpty();
        assertThat(rest.delete(path).status()).isEqualTo(204);
        assertThat(rest.delete(path).status()).isEqualTo(404);
        assertThat(rest.get(path).code()).isEqualTo(20404);
    }

    @ParameterizedTest
    @CsvSource({
        "alpha, Alpha",
        "AL*, Alpha",
        "*e*, Beta|Über_x",
        "über*, Über_x",
        "*_x, Über_x",
        "*%, ''",
        "?lpha, ''",
        "*, Alpha|Beta|Über_x",
        "\\, ''",
    })
    void namesAreSearchedWithStarsInAnyCase(String pattern, String expected) {
        List.of("Alpha", "Beta", "Über_x").forEach(this::create);

        assertThat(names(rest.get(HOOKS + "?FriendlyName=" + encode(pattern))))
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split("\\|"));
    }

    @Test
    void otherFiltersHoldToo() {
        create("on");
        create("off", "Enabled", "false");

        assertThat(names(rest.get(HOOKS + "?Enabled=TRUE"))).containsExactly("on");
        assertThat(names(rest.get(HOOKS + "?Enabled=false"))).containsExactly("off");
        assertThat(names(rest.get(HOOKS + "?DateCreatedAfter=2026-01-02&DateCreatedBefore=2026-01-03")))
                .hasSize(2);
        assertThat(names(rest.get(HOOKS + "?DateCreatedAfter=2026-01-02T03:04:06Z")))
                .isEmpty();
        assertThat(names(rest.get(HOOKS + "?PageSize=1"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "FriendlyName,",
                "FriendlyName,LONG",
                "FriendlyName,NUL",
                "Enabled,1",
                "VideoLayout,{}",
                "Resolution,1x1",
                "Format,avi",
                "Trim,0",
                "StatusCallback,example.com",
                "StatusCallbackMethod,post",
                "AudioSources,a*b",
                "AudioSourcesExcluded,NUL",
            })
    void badParametersAreNamedOnCreateAndUpdate(String name, String value) {
        String path = path(create("one"));
        String sent =
                value == null ? "" : value.replace("LONG", "x".repeat(101)).replace("NUL", "\0");
        String[] fields = name.equals("FriendlyName")
                ? new String[] {"AudioSources", "*", name, sent}
                : new String[] {"FriendlyName", "new", name, sent};

        for (String target : List.of(HOOKS, path)) {
            Reply reply = rest.post(target, fields);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo(20001);
            assertThat(reply.body().getString("message")).contains(name);
        }
        assertThat(names(rest.get(HOOKS))).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource({"Enabled=yes", "FriendlyName=%00", "DateCreatedAfter=x", "DateCreatedBefore=2026-02-30", "PageSize=-1"})
    void badFiltersAreRefused(String query) {
        assertThat(rest.get(HOOKS + "?" + query).code()).isEqualTo(20001);
    }

    @Test
    void aNewHookNamesItsSources() {
        assertThat(rest.post(HOOKS, "FriendlyName", "empty").code()).isEqualTo(20001);
    }

    @Test
    void ofARepeatedParameterTheFirstCounts() {
        assertThat(create("one", "FriendlyName", "two").getString("friendly_name"))
                .isEqualTo("one");
    }

    @Test
    void otherBodiesAreNoParameters() {
        assertThat(rest.send("POST", HOOKS, ACCOUNT, "{\"FriendlyName\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(rest.get(HOOKS + "/" + sid("HK", 1)).code()).isEqualTo(20404);
        assertThat(rest.send("PUT", HOOKS, ACCOUNT, "").code()).isEqualTo(20004);
    }

    private JsonObject create(String name, String... further) {
        String more = form(further);
        Reply reply = rest.send(
                "POST",
                HOOKS,
                ACCOUNT,
                form("FriendlyName", name, "AudioSources", "*") + (more.isEmpty() ? "" : "&" + more));
        assertThat(reply.status()).isEqualTo(201);
        return reply.body();
    }

    private static String path(JsonObject hook) {
        return HOOKS + "/" + hook.getString("sid");
    }

    private static List<String> names(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().getJsonArray("composition_hooks").stream()
                .map(each -> ((JsonObject) each).getString("friendly_name"))
                .toList();
    }
}
