package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class AuthorizationFuzzTest {

    /** Header values are bytes, which Netty reads as characters of Latin-1. */
    @FuzzTest(maxDuration = "60s")
    void parse(byte[] input) {
        BasicAuthorization read = BasicAuthorization.parse(new String(input, StandardCharsets.ISO_8859_1));

        if (read != null) {
            assertThat(read.name()).isNotEmpty().doesNotContain(":");
        }
    }
}
