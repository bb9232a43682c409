package io.parley.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "\ud800", "a\0"})
    void identityHasToBeText(String identity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRequest(identity, null, HOUR))
                .withMessageStartingWith("identity: ");
    }

    @Test
    void identityHasALimitInWhichDoubleByteCharactersCountTwice() {
        assertThat(ParticipantIdentity.problem("a".repeat(128))).isNull();
        assertThat(ParticipantIdentity.problem("a".repeat(129))).isEqualTo(TokenError.IDENTITY_TOO_LONG);
        assertThat(ParticipantIdentity.problem("é".repeat(64))).isNull();
        assertThat(ParticipantIdentity.problem("é".repeat(65))).isEqualTo(TokenError.IDENTITY_TOO_LONG);
        assertThat(ParticipantIdentity.problem("😀".repeat(64))).isNull();
        assertThat(ParticipantIdentity.problem("😀".repeat(65))).isEqualTo(TokenError.IDENTITY_TOO_LONG);
    }

    @Test
    void emptyRoomIsNoRoom() {
        assertThat(new TokenRequest("alice", "", HOUR).room()).isNull();
    }

    @Test
    void roomHasALimitAndHasToBeText() {
        assertThat(new TokenRequest("alice", "é".repeat(128), HOUR).room()).hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRequest("alice", "r".repeat(129), HOUR))
                .withMessageStartingWith("room: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRequest("alice", "\udc00", HOUR))
                .withMessageStartingWith("room: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT-1S", "PT24H0.1S", "PT25H"})
    void lifeIsASecondToADay(String ttl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenRequest("alice", null, Duration.parse(ttl)))
                .withMessageStartingWith("ttl: ");
    }
}
