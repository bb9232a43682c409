package io.parley.signaling.account;

import static io.parley.signaling.account.AccountServer.CONFIGURED;
import static io.parley.signaling.account.AccountServer.CONFIGURED_KEY;
import static io.parley.signaling.account.AccountServer.MAIN;
import static io.parley.signaling.account.AccountServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.account.AccountServer.Response;
import io.parley.signaling.account.AccountServer.Signin;
import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsIT {

    private static final String ROOMS = "/v1/Rooms";
    private static final Signin WRONG = new Signin(MAIN.name(), "wrong");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private AccountServer server;

    @BeforeEach
    void start() {
        server = new AccountServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void accountsAndKeysSignIn() {
        assertThat(server.get(MAIN, ROOMS).body().getString("caller")).isEqualTo(MAIN.name());
        assertThat(server.get(OTHER, ROOMS).body().getString("caller")).isEqualTo(OTHER.name());
        assertThat(server.get(CONFIGURED, ROOMS).body().getString("caller")).isEqualTo(CONFIGURED_KEY);
    }

    @Test
    void whoDoesNotSignInIsAskedTo() {
        Response refused = server.call("GET", null, ROOMS);

        assertRefused(refused);
        assertThat(refused.body().getString("message")).isEqualTo("Authenticate");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"Parley\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !", "Basic Og==", "Bearer YTpi", "Basic QUM6", "nonsense"})
    void whatIsMalformedIsRefused(String header) {
        assertRefused(server.call("GET", header, ROOMS));
    }

    @Test
    void wrongAndUnknownCredentialsAreRefused() {
        assertRefused(server.get(new Signin(MAIN.name(), OTHER.password()), ROOMS));
        assertRefused(server.get(new Signin(CONFIGURED_KEY, MAIN.password()), ROOMS));
        server.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertRefused(server.get(new Signin(MAIN.name(), ""), ROOMS));
        assertRefused(server.get(new Signin("SK00000000000000000000000000000000", "0".repeat(32)), ROOMS));
    }

    @Test
    void whoFailsTooOftenIsRefusedUnreadForAWhile() {
        for (int i = 0; i < 3; i++) {
            assertRefused(server.get(WRONG, ROOMS));
        }

        for (Response refused : new Response[] {server.get(MAIN, ROOMS), server.get(WRONG, ROOMS)}) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo(20429);
        }
        server.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(server.get(MAIN, ROOMS).status()).isEqualTo(200);
    }

    @Test
    void successTakesNoFailureOff() {
        server.get(WRONG, ROOMS);
        server.get(WRONG, ROOMS);
        assertThat(server.get(MAIN, ROOMS).status()).isEqualTo(200);
        server.get(WRONG, ROOMS);

        assertThat(server.get(MAIN, ROOMS).status()).isEqualTo(429);
    }

    @Test
    void whoFailsKeepsNobodyOutWithAnotherName() {
        for (int i = 0; i < 5; i++) {
            server.get(WRONG, ROOMS);
        }

        assertThat(server.get(OTHER, ROOMS).status()).isEqualTo(200);
    }

    @Test
    void whoDoesNotTryIsNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertRefused(server.call("GET", null, ROOMS));
        }

        assertThat(server.get(MAIN, ROOMS).status()).isEqualTo(200);
    }

    @Test
    void accountThatCannotBeUsedIsToldAtTheStart() throws ConfigException {
        Config config = ConfigLoader.parse("accounts: [{sid: admin, auth_token: tttttttttttttttttttttttttttttttt}]");

        assertThatThrownBy(() -> new Credentials(config, server.keys, System::nanoTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("accounts");
    }

    private static void assertRefused(Response response) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.code()).isEqualTo(20003);
    }
}
