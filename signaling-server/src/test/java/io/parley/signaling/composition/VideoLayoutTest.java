package io.parley.signaling.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.rest.RestFailure;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoLayoutTest {

    private static final Resolution HD = new Resolution(1280, 720);

    @Test
    void theEchoHasEveryProperty() {
        assertThat(read("{\"grid\":{\"video_sources\":[\"*\"]}}").toJson()).isEqualTo(new JsonObject("""
                        {"grid": {"z_pos": 0, "x_pos": 0, "y_pos": 0, "width": null, "height": null,
                          "max_columns": null, "max_rows": null, "cells_excluded": [], "reuse": "show_oldest",
                          "video_sources": ["*"], "video_sources_excluded": []}}"""));
    }

    @Test
    void theEchoCanBePostedAgain() {
        VideoLayout layout = read("""
                {"main":{"z_pos":1,"video_sources":["teacher*"]},
                 "strip":{"z_pos":2,"x_pos":10,"y_pos":10,"width":160,"height":400,"max_columns":1,"max_rows":4,
                   "cells_excluded":[0,999999],"video_sources":["student*","*x"],"video_sources_excluded":["student1"],
                   "reuse":"show_newest"}}""");

        assertThat(read(layout.toJson().encode())).isEqualTo(layout);
        assertThat(layout.regions().keySet()).containsExactly("main", "strip");
    }

    @Test
    void zeroSizesAreNotGiven() {
        assertThat(read(region("\"width\":0,\"height\":0,\"max_columns\":0,\"max_rows\":0")))
                .isEqualTo(read(region("\"z_pos\":0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x_pos\":1264",
                "\"y_pos\":704",
                "\"x_pos\":1000,\"width\":280",
                "\"y_pos\":700,\"height\":20",
                "\"z_pos\":-99",
                "\"z_pos\":99",
                "\"width\":16,\"height\":16",
                "\"width\":1280,\"height\":720",
                "\"max_columns\":1000,\"max_rows\":1",
                "\"cells_excluded\":[0,999999]",
                "\"reuse\":\"none\"",
                "\"video_sources_excluded\":null",
            })
    void valuesAtTheLimitsAreTaken(String property) {
        assertThat(read(region(property)).regions()).containsOnlyKeys("r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x_pos\":-1",
                "\"x_pos\":1265",
                "\"x_pos\":1001,\"width\":280",
                "\"y_pos\":705",
                "\"y_pos\":701,\"height\":20",
                "\"z_pos\":100",
                "\"z_pos\":-100",
                "\"z_pos\":1.0",
                "\"z_pos\":\"1\"",
                "\"z_pos\":99999999999999999999",
                "\"width\":15",
                "\"width\":1281",
                "\"height\":721",
                "\"max_columns\":-1",
                "\"max_columns\":1001",
                "\"max_rows\":1001",
                "\"cells_excluded\":[-1]",
                "\"cells_excluded\":[1000000]",
                "\"cells_excluded\":[\"1\"]",
                "\"cells_excluded\":1",
                "\"reuse\":\"oldest\"",
                "\"reuse\":1",
                "\"video_sources_excluded\":\"*\"",
                "\"video_sources_excluded\":[\"**\"]",
                "\"video_sources_excluded\":[\"a*b\"]",
                "\"video_sources_excluded\":[\"\"]",
                "\"video_sources_excluded\":[1]",
                "\"video_sources_excluded\":[\"\\u0000\"]",
                "\"video_sources_excluded\":[\"\\ud800\"]",
                "\"colour\":\"red\"",
                "\"x_pos\":1,\"x_pos\":2",
            })
    void valuesOutsideTheGrammarAreRefused(String property) {
        assertRefused(region(property));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "1",
                "grid",
                "{\"grid\":{}}",
                "{\"grid\":[]}",
                "{\"grid\":null}",
                "{\"grid\":{\"video_sources\":null}}",
                "{\"grid\":{\"video_sources\":\"*\"}}",
                "{\"\":{\"video_sources\":[\"*\"]}}",
                "{\"\\ud800\":{\"video_sources\":[\"*\"]}}",
                "{\"a\":{\"video_sources\":[\"*\"]},\"a\":{\"video_sources\":[\"*\"]}}",
                "{\"a\":{\"video_sources\":[\"*\"]}} {}",
            })
    void whatIsNoLayoutIsRefused(String json) {
        assertRefused(json);
    }

    @Test
    void hugeTextIsRefused() {
        assertRefused(" ".repeat(40_000) + region("\"z_pos\":0"));
        assertRefused("[".repeat(10_000));
    }

    @Test
    void theMessageNamesRegionAndProperty() {
        assertThatThrownBy(() -> read(region("\"z_pos\":100")))
                .hasMessage("VideoLayout.r has a z_pos that is no whole number from -99 to 99");
    }

    private static String region(String property) {
        return "{\"r\":{\"video_sources\":[\"*\",\"PA22222222222222222222222222222222\"]," + property + "}}";
    }

    private static VideoLayout read(String json) {
        return VideoLayout.read("VideoLayout", json, HD);
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(RestFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.code()).isEqualTo(20001);
            assertThat(failure.getMessage()).startsWith("VideoLayout");
        });
    }
}
