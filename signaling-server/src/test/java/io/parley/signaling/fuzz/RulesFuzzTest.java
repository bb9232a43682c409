package io.parley.signaling.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RulesReader;
import io.parley.signaling.rest.RulesWriter;
import io.parley.signaling.room.TrackRules;
import java.nio.charset.StandardCharsets;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class RulesFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void read(byte[] input) {
        String json = new String(input, StandardCharsets.UTF_8);
        try {
            TrackRules rules = RulesReader.SUBSCRIBE.read("Rules", json);

            assertThat(RulesReader.SUBSCRIBE.read(
                            "Rules", RulesWriter.write(rules).encode()))
                    .isEqualTo(rules);
        } catch (RestFailure refused) {
            assertThat(refused.code()).isEqualTo(53215);
        }
    }
}
