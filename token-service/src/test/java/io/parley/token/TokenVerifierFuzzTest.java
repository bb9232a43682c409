package io.parley.token;

import static io.parley.token.SampleTokens.HEADER;
import static io.parley.token.SampleTokens.KEY;
import static io.parley.token.SampleTokens.NOW;
import static io.parley.token.SampleTokens.PAYLOAD;
import static io.parley.token.SampleTokens.signed;
import static io.parley.token.SampleTokens.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class TokenVerifierFuzzTest {

    private final TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ofSeconds(30));

    /** The bytes are taken for a whole token, and for the payload and the header of a well signed one. */
    @FuzzTest(maxDuration = "30s")
    void verify(byte[] input) {
        verifier.verify(new String(input, StandardCharsets.ISO_8859_1), NOW);
        assertWithinTheRules(verifier.verify(signed("HmacSHA256", KEY.secret(), utf8(HEADER), input), NOW));
        assertWithinTheRules(verifier.verify(signed("HmacSHA256", KEY.secret(), input, utf8(PAYLOAD)), NOW));
    }

    private static void assertWithinTheRules(Verification verification) {
        if (verification instanceof Verification.Verified verified) {
            assertThat(ParticipantIdentity.problem(verified.token().identity())).isNull();
            assertThat(verified.token().room()).isNotEqualTo("");
        }
    }
}
