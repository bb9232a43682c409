package io.parley.token;

import static io.parley.token.SampleTokens.CONTENT;
import static io.parley.token.SampleTokens.HEADER;
import static io.parley.token.SampleTokens.KEY;
import static io.parley.token.SampleTokens.NOW;
import static io.parley.token.SampleTokens.PAYLOAD;
import static io.parley.token.SampleTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMinterTest {

    private final TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ZERO);

    @Test
    void tokenIsTheOneThatTheLibraryForNodeMakes() {
        TokenRequest request = new TokenRequest("alice", "DailyStandup", Duration.ofHours(4));

        assertThat(TokenMinter.mint(KEY, request, NOW)).isEqualTo(signed(HEADER, PAYLOAD));
    }

    @Test
    void mintedTokenSaysWhatWasAskedFor() {
        TokenRequest request = new TokenRequest("alice", "DailyStandup", Duration.ofHours(4));

        assertThat(verifier.verify(TokenMinter.mint(KEY, request, NOW), NOW))
                .isEqualTo(new Verification.Verified(CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"\\", "Zoë", "アリス", "😀", "a\nb", "\u2028", "</script>"})
    void anyTextComesThrough(String name) {
        TokenRequest request = new TokenRequest(name, name, TokenRequest.MAX_TTL);

        assertThat(verifier.verify(TokenMinter.mint(KEY, request, NOW), NOW))
                .isEqualTo(new Verification.Verified(
                        new AccessToken(KEY.sid(), KEY.accountSid(), name, name, NOW + 86_400)));
    }

    @Test
    void tokenWithoutRoomOpensEveryRoom() {
        TokenRequest request = new TokenRequest("alice", null, Duration.ofSeconds(1));

        assertThat(verifier.verify(TokenMinter.mint(KEY, request, NOW), NOW))
                .isEqualTo(new Verification.Verified(
                        new AccessToken(KEY.sid(), KEY.accountSid(), "alice", null, NOW + 1)));
    }

    @Test
    void developmentKeyCanSign() {
        TokenVerifier development =
                new TokenVerifier(ApiKeys.of(List.of(DevelopmentCredentials.API_KEY)), Duration.ZERO);
        TokenRequest request = new TokenRequest("alice", null, TokenRequest.DEFAULT_TTL);

        assertThat(development.verify(TokenMinter.mint(DevelopmentCredentials.API_KEY, request, NOW), NOW))
                .isInstanceOf(Verification.Verified.class);
    }
}
