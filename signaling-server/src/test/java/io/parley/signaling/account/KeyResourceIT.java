package io.parley.signaling.account;

import static io.parley.signaling.account.AccountServer.ACCOUNT;
import static io.parley.signaling.account.AccountServer.CONFIGURED;
import static io.parley.signaling.account.AccountServer.CONFIGURED_KEY;
import static io.parley.signaling.account.AccountServer.KEYS;
import static io.parley.signaling.account.AccountServer.MAIN;
import static io.parley.signaling.account.AccountServer.OTHER;
import static io.parley.signaling.account.AccountServer.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.account.AccountServer.Response;
import io.parley.signaling.account.AccountServer.Signin;
import io.parley.signaling.rest.Caller;
import io.parley.token.ApiKey;
import io.parley.token.TokenError;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both APIs of keys. */
class KeyResourceIT {

    private static final String IAM = "/v1/Keys";
    private static final String READ = "{\"allow\":[\"/twilio/video/rooms/read\"]}";

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
    void aKeyIsMadeAndShowsItsSecretOnce() {
        Response made = server.post(MAIN, KEYS, "FriendlyName", "Zoë's key");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().fieldNames())
                .containsExactlyInAnyOrder("sid", "friendly_name", "date_created", "date_updated", "secret");
        assertThat(made.body().getString("secret")).hasSize(32);
        assertThat(made.body().getString("date_created")).isEqualTo("Fri, 02 Jan 2026 03:04:05 +0000");
        Response fetched = server.get(MAIN, key(made.sid()));
        assertThat(fetched.status()).isEqualTo(200);
        assertThat(fetched.body().getString("friendly_name")).isEqualTo("Zoë's key");
        assertThat(fetched.body().containsKey("secret")).isFalse();
        assertThat(server.get(MAIN, KEYS).body().encode())
                .doesNotContain(made.body().getString("secret"));
    }

    @Test
    void aKeyNeedsNoNameAndMaySignIn() {
        Response made = server.post(MAIN, KEYS);

        assertThat(made.body().getString("friendly_name")).isNull();
        assertThat(server.get(made.signin(), "/v1/Rooms").body().getString("caller"))
                .isEqualTo(made.sid());
        assertThat(server.post(MAIN, KEYS, "FriendlyName", "").status()).isEqualTo(201);
    }

    @Test
    void aKeyIsRenamed() {
        String sid = server.post(MAIN, KEYS, "FriendlyName", "old").sid();
        server.millis.addAndGet(60_000);

        Response renamed = server.post(MAIN, key(sid), "FriendlyName", "new");
        Response unchanged = server.post(MAIN, key(sid));

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.body().getString("friendly_name")).isEqualTo("new");
        assertThat(renamed.body().getString("date_updated")).isEqualTo("Fri, 02 Jan 2026 03:05:05 +0000");
        assertThat(unchanged.body()).isEqualTo(renamed.body());
    }

    @Test
    void aDeletedKeyIsGone() {
        Response made = server.post(MAIN, KEYS);

        Response deleted = server.delete(MAIN, key(made.sid()));

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(server.get(MAIN, key(made.sid())).status()).isEqualTo(404);
        assertThat(server.delete(MAIN, key(made.sid())).status()).isEqualTo(404);
        assertThat(server.post(MAIN, key(made.sid()), "FriendlyName", "new").status())
                .isEqualTo(404);
        assertThat(server.get(made.signin(), "/v1/Rooms").code()).isEqualTo(20003);
    }

    @Test
    void tokensOfARotatedKeyAreRefusedAtOnce() {
        TokenVerifier verifier = new TokenVerifier(server.keys, Duration.ZERO);
        Signin old = server.post(MAIN, KEYS).signin();
        String oldToken = token(old);
        assertThat(error(verifier, oldToken)).isNull();

        Signin fresh = server.post(MAIN, KEYS).signin();
        server.delete(MAIN, key(old.name()));

        assertThat(error(verifier, oldToken)).isEqualTo(TokenError.ISSUER_INVALID);
        assertThat(error(verifier, token(fresh))).isNull();
    }

    @Test
    void restrictedKeysSignNoTokens() {
        TokenVerifier verifier = new TokenVerifier(server.keys, Duration.ZERO);

        Signin restricted = restricted(READ).signin();

        assertThat(error(verifier, token(restricted))).isEqualTo(TokenError.ISSUER_INVALID);
    }

    @Test
    void aNameIsBounded() {
        assertThat(server.post(MAIN, KEYS, "FriendlyName", "n".repeat(64)).status())
                .isEqualTo(201);
        Response refused = server.post(MAIN, KEYS, "FriendlyName", "n".repeat(65));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(20001);
        assertThat(refused.body().fieldNames()).containsExactlyInAnyOrder("code", "message", "more_info", "status");
        assertThat(server.post(MAIN, KEYS, "FriendlyName", "a\u0000b").status()).isEqualTo(400);
        assertThat(server.post(MAIN, key(restricted(READ).sid()), "FriendlyName", "n".repeat(65))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void ofAParameterThatIsRepeatedTheFirstCountsAndUnknownOnesDoNot() {
        Response made =
                server.post(MAIN, KEYS, "FriendlyName", "a", "FriendlyName", "b", "friendlyName", "c", "X", "d");

        assertThat(made.body().getString("friendly_name")).isEqualTo("a");
    }

    @Test
    void keysAreListedInPagesOfTheOldForm() {
        List<String> made = makeKeys(4);

        Response first = server.get(MAIN, KEYS + "?PageSize=2");
        Response second = server.get(MAIN, first.body().getString("next_page_uri"));
        Response third = server.get(MAIN, second.body().getString("next_page_uri"));

        assertThat(first.body().fieldNames())
                .containsExactlyInAnyOrder(
                        "keys",
                        "page",
                        "page_size",
                        "start",
                        "end",
                        "uri",
                        "first_page_uri",
                        "previous_page_uri",
                        "next_page_uri");
        assertThat(first.body().getString("uri")).isEqualTo(KEYS + "?PageSize=2&Page=0");
        assertThat(second.body().getInteger("start")).isEqualTo(2);
        assertThat(second.body().getInteger("end")).isEqualTo(3);
        assertThat(third.body().getString("next_page_uri")).isNull();
        assertThat(sids(first, second, third))
                .containsExactly(made.get(3), made.get(2), made.get(1), made.get(0), CONFIGURED_KEY);
    }

    @Test
    void keysThatAppearMeanwhileShiftNothing() {
        List<String> made = makeKeys(2);
        Response first = server.get(MAIN, KEYS + "?PageSize=1");
        makeKeys(1);

        Response second = server.get(MAIN, first.body().getString("next_page_uri"));

        assertThat(sids(first, second)).containsExactly(made.get(1), made.get(0));
    }

    @Test
    void aPageThatIsNoneIsRefused() {
        assertThat(server.get(MAIN, KEYS + "?PageSize=x").code()).isEqualTo(20001);
        assertThat(server.get(MAIN, KEYS + "?PageSize=0").code()).isEqualTo(20001);
        assertThat(server.get(MAIN, KEYS + "?PageToken=x").code()).isEqualTo(21481);
        assertThat(server.get(MAIN, KEYS + "?PageSize=2000").body().getInteger("page_size"))
                .isEqualTo(1_000);
        assertThat(server.get(MAIN, KEYS + "?Page=7").list("keys")).isEmpty();
    }

    @Test
    void theKeysOfTheConfigurationAreShownAndNotChanged() {
        for (String path : List.of(key(CONFIGURED_KEY), IAM + "/" + CONFIGURED_KEY)) {
            assertThat(server.get(MAIN, path).body().getString("date_created"))
                    .isEqualTo("Fri, 02 Jan 2026 03:04:05 +0000");
            for (Response refused : List.of(server.post(MAIN, path, "FriendlyName", "n"), server.delete(MAIN, path))) {
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo(20403);
                assertThat(refused.body().getString("message")).contains("comes from the configuration");
            }
        }
        assertThat(server.get(CONFIGURED, KEYS).status()).isEqualTo(200);
    }

    @Test
    void anotherAccountsKeysAreNotThere() {
        Response made = server.post(MAIN, KEYS);
        String others = KEYS.replace(ACCOUNT, OTHER_ACCOUNT);

        assertThat(server.get(OTHER, others).list("keys")).isEmpty();
        for (String path :
                List.of(key(made.sid()), key(made.sid()).replace(ACCOUNT, OTHER_ACCOUNT), IAM + "/" + made.sid())) {
            assertNotFound(server.get(OTHER, path));
            assertNotFound(server.post(OTHER, path, "FriendlyName", "n"));
            assertNotFound(server.delete(OTHER, path));
        }
        assertNotFound(server.get(OTHER, KEYS));
        assertNotFound(server.post(OTHER, KEYS));
        assertNotFound(server.get(OTHER, IAM + "?AccountSid=" + ACCOUNT));
        assertNotFound(server.post(OTHER, IAM, "AccountSid", ACCOUNT));
        assertThat(server.get(MAIN, key(made.sid())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SK00000000000000000000000000000000", "SK1", "nonsense", "%00", "%F0%9F%98%80"})
    void aKeyThatIsNoneIsNotFound(String sid) {
        assertNotFound(server.get(MAIN, key(sid)));
        assertNotFound(server.get(MAIN, IAM + "/" + sid));
    }

    @Test
    void aStandardKeyHasNothingToDoWithKeys() {
        Signin standard = server.post(MAIN, KEYS).signin();

        for (Response refused : List.of(
                server.get(standard, KEYS),
                server.post(standard, KEYS),
                server.delete(standard, key(standard.name())),
                server.get(standard, IAM + "?AccountSid=" + ACCOUNT),
                server.get(standard, "/2010-04-01/Accounts/" + ACCOUNT + ".json"))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo(20003);
        }
        assertThat(server.post(standard, "/v1/Rooms").status()).isEqualTo(200);
    }

    @Test
    void aRestrictedKeyDoesWhatItsPolicySays() {
        Signin restricted = restricted(READ).signin();

        assertThat(server.get(restricted, "/v1/Rooms").status()).isEqualTo(200);
        assertForbidden(server.post(restricted, "/v1/Rooms"));
        assertForbidden(server.get(restricted, KEYS));
        assertForbidden(server.post(restricted, "/2010-04-01/Accounts/" + ACCOUNT + "/Tokens.json"));
        assertForbidden(server.get(restricted, "/parley/v1/Audit"));
        assertForbidden(server.get(restricted("{\"allow\":[\"/*\"]}").signin(), KEYS));
    }

    @Test
    void aRestrictedKeyGivesNoMoreThanItHas() {
        Signin granting = restricted("{\"allow\":[\"/twilio/iam/keys/*\",\"/twilio/video/*\"]}")
                .signin();
        String own = IAM + "/" + granting.name();

        assertForbidden(server.post(granting, KEYS));
        assertForbidden(server.post(granting, IAM, "AccountSid", ACCOUNT));
        assertForbidden(restricted(granting, "{\"allow\":[\"/parley/*\"]}"));
        assertForbidden(server.post(granting, own, "Policy", "{\"allow\":[\"/twilio/*\"]}"));
        assertThat(restricted(granting, READ).status()).isEqualTo(201);
        assertThat(server.post(granting, own, "FriendlyName", "n").status()).isEqualTo(200);
        assertThat(server.post(granting, own, "Policy", READ).status()).isEqualTo(200);
        assertForbidden(server.post(granting, own, "Policy", READ));
    }

    @Test
    void iamMakesStandardKeys() {
        Response made = server.post(MAIN, IAM, "AccountSid", ACCOUNT, "FriendlyName", "n");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().fieldNames())
                .containsExactlyInAnyOrder("sid", "friendly_name", "date_created", "date_updated", "secret", "policy");
        assertThat(made.body().getJsonObject("policy")).isNull();
        assertThat(server.keys.find(made.sid())).isNotNull();
        assertThat(server.get(MAIN, key(made.sid())).status()).isEqualTo(200);
    }

    @Test
    void iamMakesAndChangesRestrictedKeys() {
        Response made = restricted(READ);
        String path = IAM + "/" + made.sid();
        String more = "{\"allow\":[\"/twilio/video/*\"]}";

        Response changed = server.post(MAIN, path, "Policy", more);

        assertThat(made.body().getJsonObject("policy")).isEqualTo(new JsonObject(READ));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().getJsonObject("policy")).isEqualTo(new JsonObject(more));
        assertThat(server.post(made.signin(), "/v1/Rooms").status()).isEqualTo(200);
        assertThat(server.get(MAIN, path).body()).isEqualTo(changed.body());
        assertThat(server.delete(MAIN, path).status()).isEqualTo(204);
        assertThat(server.get(MAIN, path).status()).isEqualTo(404);
    }

    @Test
    void iamListsKeysInPagesThatKeepTheAccount() {
        makeKeys(1);
        restricted(READ);

        Response first = server.get(MAIN, IAM + "?AccountSid=" + ACCOUNT + "&PageSize=2");
        JsonObject meta = first.body().getJsonObject("meta");
        Response second = server.get(MAIN, meta.getString("next_page_url"));

        assertThat(meta.getString("key")).isEqualTo("keys");
        assertThat(first.list("keys"))
                .extracting(key -> key.getJsonArray("flags").size())
                .containsExactly(1, 2);
        assertThat(sids(second)).containsExactly(CONFIGURED_KEY);
    }

    @Test
    void iamNeedsTheAccount() {
        assertInvalid(server.get(MAIN, IAM), "AccountSid");
        assertInvalid(server.post(MAIN, IAM), "AccountSid");
        assertInvalid(server.post(MAIN, IAM, "AccountSid", ""), "AccountSid");
    }

    @Test
    void iamRefusesTypesAndPoliciesThatAreNone() {
        assertInvalid(server.post(MAIN, IAM, "AccountSid", ACCOUNT, "KeyType", "main"), "KeyType");
        assertInvalid(server.post(MAIN, IAM, "AccountSid", ACCOUNT, "KeyType", "restricted"), "Policy");
        assertInvalid(server.post(MAIN, IAM, "AccountSid", ACCOUNT, "Policy", READ), "KeyType");
        assertInvalid(restricted("{allow=[/twilio/video/rooms/read]}"), "Policy");
        assertInvalid(restricted("{\"allow\":[]}"), "Policy");
        assertInvalid(restricted("{\"allow\":[\"/a\"],\"allow\":[\"/b\"]}"), "Policy");
        String standard = server.post(MAIN, KEYS).sid();
        assertInvalid(server.post(MAIN, IAM + "/" + standard, "Policy", READ), "Policy");
        assertThat(server.get(MAIN, KEYS).list("keys")).hasSize(2);
    }

    @Test
    void whatCannotBeDoneWithKeysIsToldSo() {
        Response refused = server.delete(MAIN, KEYS);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo(20004);
    }

    @Test
    void withoutEncryptionKeyNoneIsMade(@TempDir Path other) {
        try (AccountServer plain = new AccountServer(other, null)) {
            Response refused = plain.post(MAIN, KEYS, "FriendlyName", "n");

            assertForbidden(refused);
            assertThat(refused.body().getString("message")).contains("store.encryption_key");
            assertThat(plain.get(MAIN, KEYS).list("keys")).hasSize(1);
        }
    }

    @Test
    void mainKeysOfTheDatabaseMayDoEverything() {
        AccountKey key = server.keys
                .create(ACCOUNT, Caller.Kind.MAIN, null, null)
                .toCompletableFuture()
                .join();

        assertThat(server.post(new Signin(key.sid(), key.key().secret()), KEYS).status())
                .isEqualTo(201);
    }

    private Response restricted(String policy) {
        return restricted(MAIN, policy);
    }

    private Response restricted(Signin by, String policy) {
        return server.post(by, IAM, "AccountSid", ACCOUNT, "KeyType", "restricted", "Policy", policy);
    }

    private List<String> makeKeys(int count) {
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            server.millis.addAndGet(1);
            sids.add(server.post(MAIN, KEYS).sid());
        }
        server.millis.addAndGet(1);
        return sids;
    }

    private static String key(String sid) {
        return "/2010-04-01/Accounts/" + ACCOUNT + "/Keys/" + sid + ".json";
    }

    private static List<String> sids(Response... pages) {
        List<String> sids = new ArrayList<>();
        for (Response page : pages) {
            page.list("keys").forEach(key -> sids.add(key.getString("sid")));
        }
        return sids;
    }

    private String token(Signin key) {
        ApiKey api = new ApiKey(key.name(), ACCOUNT, key.password());
        return TokenMinter.mint(
                api,
                new TokenRequest("alice", "r", Duration.ofHours(1)),
                server.now().getEpochSecond());
    }

    private @Nullable TokenError error(TokenVerifier verifier, String token) {
        Verification verification = verifier.verify(token, server.now().getEpochSecond());
        return verification instanceof Verification.Rejected rejected ? rejected.error() : null;
    }

    private static void assertNotFound(Response response) {
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.code()).isEqualTo(20404);
    }

    private static void assertForbidden(Response response) {
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.code()).isEqualTo(20403);
    }

    private static void assertInvalid(Response response, String parameter) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.code()).isEqualTo(20001);
        assertThat(response.body().getString("message")).contains(parameter);
    }
}
