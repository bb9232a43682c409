package io.parley.signaling.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class ParametersFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void instant(byte[] input) {
        try {
            Instant instant = parameters(input).instant("P");

            if (instant != null) {
                assertThat(instant.getNano()).isZero();
                assertThat(instant.toEpochMilli()).isEqualTo(instant.getEpochSecond() * 1000);
                assertThat(parameters(instant.toString().getBytes(StandardCharsets.UTF_8))
                                .instant("P"))
                        .isEqualTo(instant);
            }
        } catch (RestFailure refused) {
            assertThat(refused.code()).isEqualTo(20001);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void integer(byte[] input) {
        try {
            assertThat(parameters(input).integer("P", 7, 1, 86_400, 53123)).isBetween(1, 86_400);
        } catch (RestFailure refused) {
            assertThat(refused.code()).isEqualTo(53123);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void pageToken(byte[] input) {
        String token = new String(input, StandardCharsets.UTF_8);
        try {
            Paging.Cursor cursor = Paging.Cursor.parse(token);

            assertThat(cursor.createdAtMillis()).isNotNegative();
            assertThat(Paging.Cursor.parse(cursor.token())).isEqualTo(cursor);
        } catch (RestFailure refused) {
            assertThat(refused.code()).isEqualTo(21481);
        }
    }

    private static Parameters parameters(byte[] input) {
        return new Parameters(MultiMap.caseInsensitiveMultiMap().add("P", new String(input, StandardCharsets.UTF_8)));
    }
}
