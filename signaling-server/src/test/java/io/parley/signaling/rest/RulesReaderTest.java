package io.parley.signaling.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.TrackRule;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonArray;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesReaderTest {

    private static final List<TrackRule.Track> TRACKS = List.of(
            track("bob-mic", TrackKind.AUDIO, "bob"),
            track("bob-cam", TrackKind.VIDEO, "bob"),
            track("screen", TrackKind.VIDEO, "bob"),
            track("carl-mic", TrackKind.AUDIO, "carl"),
            track("carl-cam", TrackKind.VIDEO, "carl"),
            track("carl-data", TrackKind.DATA, "carl"));

    /** The examples of Alice, who subscribes to Bob and Carl. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            [{"type":"include","all":true}]                       | bob-mic bob-cam screen carl-mic carl-cam carl-data
            [{"type":"exclude","all":true}]                       | -
            [{"type":"include","kind":"audio"}]                   | bob-mic carl-mic
            [{"type":"include","publisher":"bob"}]                | bob-mic bob-cam screen
            [{"type":"include","all":true},{"type":"exclude","publisher":"carl","kind":"video"}] \
                    | bob-mic bob-cam screen carl-mic carl-data
            [{"type":"include","all":true},{"type":"exclude","kind":"video"},\
            {"type":"include","publisher":"bob","track":"screen"}] | bob-mic screen carl-mic carl-data
            [{"type":"exclude","kind":"video"}]                   | -
            [{"type":"exclude","kind":"video"},{"type":"include","all":true}] \
                    | bob-mic bob-cam screen carl-mic carl-cam carl-data
            [{"type":"include","publisher":"Bob"}]                | -
            """)
    void rulesSelectTracks(String json, @Nullable String expected) {
        TrackRules rules = RulesReader.SUBSCRIBE.read("Rules", json);

        assertThat(TRACKS.stream().filter(rules::select).map(TrackRule.Track::name))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "true",
                "7",
                "\"rules\"",
                "not json",
                "[",
                "[{\"all\":true}]",
                "[{\"type\":\"include\"}]",
                "[{\"type\":null,\"all\":true}]",
                "[{\"type\":\"Include\",\"all\":true}]",
                "[{\"type\":1,\"all\":true}]",
                "[{\"type\":\"include\",\"all\":false}]",
                "[{\"type\":\"include\",\"all\":1}]",
                "[{\"type\":\"include\",\"all\":\"yes\"}]",
                "[{\"type\":\"include\",\"all\":true,\"kind\":\"audio\"}]",
                "[{\"type\":\"include\",\"kind\":\"screen\"}]",
                "[{\"type\":\"include\",\"kind\":\"audio\",\"kind\":\"video\"}]",
                "[{\"type\":\"include\",\"kind\":[\"audio\"]}]",
                "[{\"type\":\"include\",\"publisher\":7}]",
                "[{\"type\":\"include\",\"publisher\":\"\"}]",
                "[{\"type\":\"include\",\"publisher\":\"\\u0000\"}]",
                "[{\"type\":\"include\",\"track\":\"\\ud800\"}]",
                "[{\"type\":\"include\",\"track\":{}}]",
                "[{\"type\":\"include\",\"identity\":\"bob\"}]",
                "[{\"type\":\"include\",\"priority\":\"low\"}]",
                "[{\"type\":\"include\",\"publisher\":null}]",
                "[null]",
                "[[{\"type\":\"include\",\"all\":true}]]",
                "{\"rules\":{\"type\":\"include\",\"all\":true}}",
                "{\"rules\":[{\"type\":\"include\",\"all\":true}],\"more\":1}",
                "[{\"type\":\"include\",\"all\":true}] []",
                "[{all=true, type=include}]",
                "SubscribeRulesUpdate(rules=[SubscribeRule(type=include, all=true)])",
            })
    void whatBreaksTheGrammarIsRefused(@Nullable String json) {
        assertRefused(RulesReader.SUBSCRIBE, json, 53215);
        assertRefused(RulesReader.RECORDING, json, 53120);
    }

    @Test
    void moreThanTwentyRulesAreRefused() {
        String rule = "{\"type\":\"include\",\"all\":true}";

        assertThat(RulesReader.SUBSCRIBE
                        .read("Rules", Collections.nCopies(20, rule).toString())
                        .rules())
                .hasSize(20);
        assertRefused(RulesReader.SUBSCRIBE, Collections.nCopies(21, rule).toString(), 53215);
    }

    @Test
    void namesAreNoLongerThanNamesCanBe() {
        assertThat(RulesReader.SUBSCRIBE.read("Rules", publisher(128)).rules()).hasSize(1);
        assertRefused(RulesReader.SUBSCRIBE, publisher(129), 53215);
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(RulesReader.SUBSCRIBE, "[".repeat(100_000), 53215);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\":\"include\",\"all\":true}]",
                "[{\"type\":\"include\",\"all\":\"true\"}]",
                "{\"rules\":[{\"type\":\"include\",\"all\":true,\"publisher\":null,\"track\":null,\"kind\":null,"
                        + "\"priority\":null}]}",
                "[{\"type\":\"include\",\"all\":true,\"priority\":\"high\"}]",
                " [ { \"all\" : true , \"type\" : \"include\", \"other\" : null } ] ",
            })
    void whatLibrariesSendIsUnderstood(String json) {
        assertThat(RulesReader.SUBSCRIBE.read("Rules", json)).isEqualTo(TrackRules.ALL);
        assertThat(RulesReader.RECORDING.read("Rules", json)).isEqualTo(TrackRules.ALL);
    }

    @Test
    void dataIsNotRecorded() {
        String data = "[{\"type\":\"include\",\"kind\":\"data\"}]";

        assertThat(RulesReader.SUBSCRIBE.read("Rules", data).rules())
                .containsExactly(new TrackRule(true, false, null, null, TrackKind.DATA));
        assertRefused(RulesReader.RECORDING, data, 53120);
    }

    @Test
    void theMessageNamesTheParameterAndThePlace() {
        assertThatThrownBy(() -> RulesReader.RECORDING.read(
                        "RecordingRules", "[{\"type\":\"include\",\"all\":true},{\"type\":\"include\"}]"))
                .hasMessage("RecordingRules[1] has no filter");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        TrackRules rules = new TrackRules(Stream.of(
                        new TrackRule(true, true, null, null, null),
                        new TrackRule(false, false, "bob", "screen", TrackKind.VIDEO),
                        new TrackRule(true, false, null, "é", null))
                .toList());

        JsonArray written = RulesWriter.write(rules);

        assertThat(written.encode())
                .startsWith("[{\"type\":\"include\",\"all\":true},{\"type\":\"exclude\",\"publisher\":\"bob\"");
        assertThat(RulesReader.SUBSCRIBE.read("Rules", written.encode())).isEqualTo(rules);
    }

    private static String publisher(int length) {
        return "[{\"type\":\"include\",\"publisher\":\"" + "x".repeat(length) + "\"}]";
    }

    private static void assertRefused(RulesReader reader, @Nullable String json, int code) {
        assertThatThrownBy(() -> reader.read("Rules", json)).isInstanceOfSatisfying(RestFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.getMessage()).startsWith("Rules");
        });
    }

    private static TrackRule.Track track(String name, TrackKind kind, String publisher) {
        return new TrackRule.Track("MT" + name, name, kind, "PA" + publisher, publisher);
    }
}
