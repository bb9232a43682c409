package io.parley.token;

import static io.parley.token.SampleTokens.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void secretIsNotShown() {
        assertThat(KEY.toString()).contains(KEY.sid(), KEY.accountSid()).doesNotContain(KEY.secret());
    }

    @Test
    void shortSecretIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiKey(KEY.sid(), KEY.accountSid(), "31-characters-are-one-too-few!!"))
                .withMessageContaining(KEY.sid())
                .withMessageNotContaining("one-too-few");
    }

    @Test
    void namesHaveTheirForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiKey("SK123", KEY.accountSid(), KEY.secret()))
                .withMessageContaining("SK123");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiKey(KEY.sid(), KEY.sid(), KEY.secret()))
                .withMessageContaining("is not AC");
    }

    @Test
    void keysAreFoundByTheirSid() {
        ApiKeys keys = ApiKeys.of(List.of(KEY, DevelopmentCredentials.API_KEY));

        assertThat(keys.find(KEY.sid())).isEqualTo(KEY);
        assertThat(keys.find("SKcccccccccccccccccccccccccccccccc")).isNull();
    }

    @Test
    void twoKeysOfOneSidAreRefusedWithoutShowingThem() {
        ApiKey twin = new ApiKey(KEY.sid(), KEY.accountSid(), "another-secret-of-32-characters!");

        assertThatIllegalStateException()
                .isThrownBy(() -> ApiKeys.of(List.of(KEY, twin)))
                .withMessageNotContaining(KEY.secret());
    }
}
