package io.parley.token;

import static io.parley.token.SampleTokens.HEADER;
import static io.parley.token.SampleTokens.KEY;
import static io.parley.token.SampleTokens.NOW;
import static io.parley.token.SampleTokens.PAYLOAD;
import static io.parley.token.SampleTokens.signed;
import static io.parley.token.SampleTokens.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a good token, it is refused and nothing is thrown. */
class TokenMutationTest {

    private static final String TOKEN = signed(HEADER, PAYLOAD);

    private final TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ZERO);

    @Test
    void noBeginningOfATokenIsGood() {
        for (int length = 0; length < TOKEN.length(); length++) {
            assertRejected(TOKEN.substring(0, length));
        }
    }

    @Test
    void noEndOfATokenIsGood() {
        for (int start = 1; start < TOKEN.length(); start++) {
            assertRejected(TOKEN.substring(start));
        }
    }

    @Test
    void noOtherByteAnywhereIsGood() {
        for (int at = 0; at < TOKEN.length(); at++) {
            for (char other = 0; other <= 0xff; other++) {
                if (other != TOKEN.charAt(at)) {
                    assertRejected(TOKEN.substring(0, at) + other + TOKEN.substring(at + 1));
                }
            }
        }
    }

    @Test
    void noByteTooFewOrTooManyIsGood() {
        for (int at = 0; at < TOKEN.length(); at++) {
            assertRejected(TOKEN.substring(0, at) + TOKEN.substring(at + 1));
            for (char added : "A.=\0".toCharArray()) {
                assertRejected(TOKEN.substring(0, at) + added + TOKEN.substring(at));
            }
        }
    }

    /** The signature is good here, so that the checks behind it see the damage as well. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void signedNonsenseIsRefusedOrWithinTheRules(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] header = utf8(HEADER);
            byte[] payload = utf8(PAYLOAD);
            byte[] damaged = random.nextInt(4) == 0 ? header : payload;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertWithinTheRules(signed("HmacSHA256", KEY.secret(), header, payload));
        }
    }

    private void assertRejected(String token) {
        assertThat(verifier.verify(token, NOW)).as(token).isInstanceOf(Verification.Rejected.class);
    }

    private void assertWithinTheRules(String token) {
        if (verifier.verify(token, NOW) instanceof Verification.Verified verified) {
            assertThat(ParticipantIdentity.problem(verified.token().identity())).isNull();
            assertThat(verified.token().room()).isNotEqualTo("");
            assertThat(verified.token().expiresAtEpochSeconds()).isBetween(NOW + 1, NOW + 86_400);
        }
    }
}
