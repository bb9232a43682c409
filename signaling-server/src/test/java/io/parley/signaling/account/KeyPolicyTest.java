package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {

    private static final String READ = "/twilio/video/rooms/read";

    @Test
    void anEntryAllowsItself() {
        KeyPolicy policy = KeyPolicy.parse("{\"allow\":[\"" + READ + "\"]}");

        assertThat(policy.allows(READ)).isTrue();
        assertThat(policy.allows("/twilio/video/rooms/create")).isFalse();
        assertThat(policy.allows("/twilio/video/rooms/readers")).isFalse();
        assertThat(policy.allows("/twilio/video/rooms")).isFalse();
    }

    @Test
    void aStarAllowsAllBelow() {
        KeyPolicy policy = KeyPolicy.parse("{\"allow\":[\"/twilio/video/*\"]}");

        assertThat(policy.allows(READ)).isTrue();
        assertThat(policy.allows("/twilio/videos/read")).isFalse();
        assertThat(policy.allows("/twilio/video")).isFalse();
        assertThat(policy.allows("/parley/audit/read")).isFalse();
    }

    @Test
    void keysHaveToBeMeant() {
        assertThat(policy("/*").allows("/twilio/iam/keys/create")).isFalse();
        assertThat(policy("/twilio/*").allows("/twilio/iam/keys/create")).isFalse();
        assertThat(policy("/twilio/iam/*").allows("/twilio/iam/keys/create")).isTrue();
        assertThat(policy("/twilio/iam/keys/create").allows("/twilio/iam/keys/create"))
                .isTrue();
    }

    @Test
    void whatHasAStarIsCoveredByWhatIsAsWide() {
        assertThat(policy("/twilio/*").allows("/twilio/video/*")).isTrue();
        assertThat(policy("/twilio/video/*").allows("/twilio/video/*")).isTrue();
        assertThat(policy("/twilio/video/*").allows("/twilio/*")).isFalse();
        assertThat(policy(READ).allows("/twilio/video/rooms/*")).isFalse();
        assertThat(policy("/*").allows("/twilio/iam/*")).isFalse();
    }

    @Test
    void itIsWrittenAsItWasRead() {
        String json = "{\"allow\":[\"/twilio/video/*\",\"" + READ + "\"]}";

        assertThat(KeyPolicy.parse(json).json().encode()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "nonsense",
                "{allow=[/twilio/video/rooms/read]}",
                "[\"/twilio/video/rooms/read\"]",
                "{\"allow\":null}",
                "{\"allow\":[]}",
                "{\"allow\":\"/twilio/video/rooms/read\"}",
                "{\"allow\":{\"a\":1}}",
                "{\"allow\":[1]}",
                "{\"allow\":[null]}",
                "{\"allow\":[[\"/a\"]]}",
                "{\"allow\":[\"\"]}",
                "{\"allow\":[\"/\"]}",
                "{\"allow\":[\"*\"]}",
                "{\"allow\":[\"twilio/video\"]}",
                "{\"allow\":[\"/twilio/video/\"]}",
                "{\"allow\":[\"/twilio//video\"]}",
                "{\"allow\":[\"/twilio/*/read\"]}",
                "{\"allow\":[\"/twilio/video*\"]}",
                "{\"allow\":[\"/twilio/video\\u0000\"]}",
                "{\"allow\":[\"/a\"],\"deny\":[\"/b\"]}",
                "{\"allow\":[\"/a\"],\"allow\":[\"/b\"]}",
                "{\"allow\":[\"/a\"]} {\"allow\":[\"/b\"]}",
                "{\"allow\":[\"/a\"]"
            })
    void whatIsNoPolicyIsRefused(String json) {
        assertThatThrownBy(() -> KeyPolicy.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Policy ");
    }

    @Test
    void longAndDeepOnesAreRefused() {
        List<String> hundred = Collections.nCopies(100, "\"/a\"");
        List<String> more = Collections.nCopies(101, "\"/a\"");

        assertThat(KeyPolicy.parse("{\"allow\":" + hundred + "}").allow()).hasSize(100);
        assertThatThrownBy(() -> KeyPolicy.parse("{\"allow\":" + more + "}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyPolicy.parse("[".repeat(16_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyPolicy.parse(" ".repeat(20_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyPolicy policy(String entry) {
        return new KeyPolicy(List.of(entry));
    }
}
