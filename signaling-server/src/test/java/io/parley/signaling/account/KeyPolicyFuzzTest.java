package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class KeyPolicyFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void parse(byte[] input) {
        KeyPolicy policy;
        try {
            policy = KeyPolicy.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Policy ");
            return;
        }

        assertThat(KeyPolicy.parse(policy.json().encode())).isEqualTo(policy);
        assertThat(policy.allow()).isNotEmpty().allMatch(policy::allows);
    }
}
