package io.parley.signaling.account;

import static io.parley.signaling.account.AccountServer.ACCOUNT;
import static io.parley.signaling.account.AccountServer.KEYS;
import static io.parley.signaling.account.AccountServer.MAIN;
import static io.parley.signaling.account.AccountServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.account.AccountServer.Response;
import io.parley.signaling.account.AccountServer.Signin;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens for TURN servers, and the account itself. */
class TraversalTokenResourceIT {

    private static final String TOKENS = "/2010-04-01/Accounts/" + ACCOUNT + "/Tokens.json";

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
    void aTokenHoldsTheServersEachWithOneUrl() {
        Response made = server.post(MAIN, TOKENS, "Ttl", "600");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().fieldNames())
                .containsExactlyInAnyOrder(
                        "username", "password", "ttl", "account_sid", "date_created", "date_updated", "ice_servers");
        long expiry = server.now().getEpochSecond() + 600;
        assertThat(made.body().getString("username")).matches(expiry + ":[0-9a-f]{32}");
        assertThat(made.body().getString("ttl")).isEqualTo("600");
        assertThat(made.body().getString("account_sid")).isEqualTo(ACCOUNT);
        assertThat(made.body().getString("date_created")).isEqualTo("Fri, 02 Jan 2026 03:04:05 +0000");
        List<JsonObject> servers = made.list("ice_servers");
        assertThat(servers)
                .extracting(each -> each.getString("urls"))
                .containsExactly(
                        "stun:stun.example.org",
                        "stun:stun.example.net",
                        "turn:turn.example.org?transport=udp",
                        "turn:turn.example.org?transport=tcp");
        assertThat(servers.get(0).fieldNames()).containsExactlyInAnyOrder("url", "urls");
        assertThat(servers.get(2).getString("username")).isEqualTo(made.body().getString("username"));
        assertThat(servers.get(2).getString("credential")).isEqualTo(made.body().getString("password"));
    }

    @Test
    void aTokenLastsADayUnlessAskedOtherwise() {
        Response made = server.post(MAIN, TOKENS);

        assertThat(made.body().getString("ttl")).isEqualTo("86400");
        assertThat(server.post(MAIN, TOKENS).body().getString("username"))
                .isNotEqualTo(made.body().getString("username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "86401", "1.5", "day", "99999999999"})
    void aLifeThatIsNoneIsRefused(String ttl) {
        assertThat(server.post(MAIN, TOKENS, "Ttl", ttl).code()).isEqualTo(20001);
    }

    @Test
    void standardKeysMakeTokensAndOtherAccountsDoNot() {
        Signin standard = server.post(MAIN, KEYS).signin();

        assertThat(server.post(standard, TOKENS).status()).isEqualTo(201);
        assertThat(server.post(OTHER, TOKENS).status()).isEqualTo(404);
        assertThat(server.get(MAIN, TOKENS).status()).isEqualTo(405);
    }

    @Test
    void theAccountIsShownWithoutItsToken() {
        String path = "/2010-04-01/Accounts/" + ACCOUNT + ".json";

        Response account = server.get(MAIN, path);

        assertThat(account.body().getString("sid")).isEqualTo(ACCOUNT);
        assertThat(account.body().getString("status")).isEqualTo("active");
        assertThat(account.body().getString("auth_token")).isNull();
        assertThat(server.get(OTHER, path).status()).isEqualTo(404);
    }
}
