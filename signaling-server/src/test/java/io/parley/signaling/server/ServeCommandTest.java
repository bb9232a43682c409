package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServeCommandTest {

    private static final String KEY =
            "api_keys: [{sid: SK11111111111111111111111111111111, account_sid: AC11111111111111111111111111111111, secret: at-least-32-characters-of-randomness}]\n";

    @Test
    void aKeyOfOnesOwnIsEnough() throws ConfigException {
        assertThat(objection(KEY)).isNull();
    }

    @Test
    void withoutAKeyNobodyCouldJoin() throws ConfigException {
        assertThat(objection("")).contains("api_keys and accounts are empty");
    }

    @Test
    void theKeyOfDevelopmentIsRefused() throws ConfigException {
        assertThat(objection(
                        "api_keys: [{sid: SK00000000000000000000000000000000, account_sid: AC1, secret: changed}]"))
                .contains("key of development");
        assertThat(
                        objection(
                                "api_keys: [{sid: SK11111111111111111111111111111111, account_sid: AC11111111111111111111111111111111, secret: parley-dev-secret-00000000000000000000}]"))
                .contains("key of development");
    }

    @Test
    void tokensAreNotHandedOutToEverybody() throws ConfigException {
        assertThat(objection(KEY + "token_service: {enabled: true}")).contains("token_service.credential");
        assertThat(objection(KEY + "token_service: {enabled: true, credential: letmein}"))
                .isNull();
    }

    private static @Nullable String objection(String yaml) throws ConfigException {
        return ServeCommand.objection(ConfigLoader.parse(yaml));
    }
}
