package io.parley.signaling.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.signaling.rest.Caller.Kind;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {

    private static final String ACCOUNT = AccountServer.ACCOUNT;
    private static final String OTHER_ACCOUNT = AccountServer.OTHER_ACCOUNT;
    private static final KeyPolicy POLICY = new KeyPolicy(List.of("/twilio/video/*"));

    private final AtomicLong nowMillis = new AtomicLong(1_000);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    @BeforeEach
    void open() {
        store = AccountServer.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theKeysOfTheConfigurationAreMainKeys() {
        KeyRing ring = ring();

        AccountKey key = requireNonNull(ring.get(AccountServer.CONFIGURED_KEY));

        assertThat(key.kind()).isEqualTo(Kind.MAIN);
        assertThat(key.configured()).isTrue();
        assertThat(ring.find(AccountServer.CONFIGURED_KEY)).isEqualTo(key.key());
        assertThat(ring.find("SK0")).isNull();
    }

    @Test
    void aNewKeyIsInForceAtOnceAndAfterARestart() {
        KeyRing ring = ring();

        AccountKey key = join(ring.create(ACCOUNT, Kind.STANDARD, "name", null));

        assertThat(key.sid()).matches("SK[0-9a-f]{32}");
        assertThat(key.key().secret()).matches("[A-Za-z0-9]{32}");
        assertThat(ring.find(key.sid())).isEqualTo(key.key());
        assertThat(ring().get(key.sid())).isEqualTo(key);
    }

    @Test
    void mainAndRestrictedKeysComeBackAsTheyWere() {
        AccountKey main = join(ring().create(ACCOUNT, Kind.MAIN, null, null));
        AccountKey restricted = join(ring().create(ACCOUNT, Kind.RESTRICTED, null, POLICY));

        assertThat(ring().get(main.sid())).isEqualTo(main);
        assertThat(ring().get(restricted.sid())).isEqualTo(restricted);
    }

    @Test
    void restrictedKeysSignNoTokens() {
        KeyRing ring = ring();

        AccountKey key = join(ring.create(ACCOUNT, Kind.RESTRICTED, null, POLICY));

        assertThat(ring.get(key.sid())).isEqualTo(key);
        assertThat(ring.find(key.sid())).isNull();
    }

    @Test
    void aChangeIsInForceAtOnceAndAfterARestart() {
        KeyRing ring = ring();
        AccountKey key = join(ring.create(ACCOUNT, Kind.RESTRICTED, "old", POLICY));
        KeyPolicy wider = new KeyPolicy(List.of("/twilio/*"));
        nowMillis.set(2_000);

        join(ring.update(key, "new", null));
        join(ring.update(key, null, wider));

        AccountKey changed = requireNonNull(ring.get(key.sid()));
        assertThat(changed.friendlyName()).isEqualTo("new");
        assertThat(changed.policy()).isEqualTo(wider);
        assertThat(changed.createdAtMillis()).isEqualTo(1_000);
        assertThat(changed.updatedAtMillis()).isEqualTo(2_000);
        assertThat(changed.key()).isEqualTo(key.key());
        assertThat(ring().get(key.sid())).isEqualTo(changed);
    }

    @Test
    void ofChangesAtTheSameTimeTheLastOneStays() {
        KeyRing ring = ring();
        AccountKey key = join(ring.create(ACCOUNT, Kind.STANDARD, "0", null));

        IntStream.rangeClosed(1, 200)
                .mapToObj(number -> ring.update(key, String.valueOf(number), null))
                .toList()
                .forEach(KeyRingTest::join);

        assertThat(requireNonNull(ring.get(key.sid())).friendlyName()).isEqualTo("200");
        assertThat(ring().get(key.sid())).isEqualTo(ring.get(key.sid()));
    }

    @Test
    void aDeletedKeyIsGoneAndStaysSo() {
        KeyRing ring = ring();
        AccountKey key = join(ring.create(ACCOUNT, Kind.STANDARD, null, null));

        CompletionStage<Boolean> deleted = ring.delete(key);
        var updated = ring.update(key, "late", null);

        assertThat(join(deleted)).isTrue();
        assertThat(updated.toCompletableFuture().join()).isNull();
        assertThat(join(ring.delete(key))).isFalse();
        assertThat(ring.find(key.sid())).isNull();
        assertThat(ring().get(key.sid())).isNull();
    }

    @Test
    void theKeysOfAnAccountAreListedNewestFirst() {
        KeyRing ring = ring();
        nowMillis.set(2_000);
        AccountKey second = join(ring.create(ACCOUNT, Kind.STANDARD, null, null));
        nowMillis.set(3_000);
        AccountKey third = join(ring.create(ACCOUNT, Kind.STANDARD, null, null));
        join(ring.create(OTHER_ACCOUNT, Kind.STANDARD, null, null));

        assertThat(ring.of(ACCOUNT))
                .extracting(AccountKey::sid)
                .containsExactly(third.sid(), second.sid(), AccountServer.CONFIGURED_KEY);
    }

    @Test
    void theKeysOfTheConfigurationAreNotChanged() {
        KeyRing ring = ring();
        AccountKey key = requireNonNull(ring.get(AccountServer.CONFIGURED_KEY));

        assertThatThrownBy(() -> ring.update(key, "name", null))
                .isInstanceOf(RestFailure.class)
                .hasMessageContaining("comes from the configuration");
        assertThatThrownBy(() -> ring.delete(key)).isInstanceOf(RestFailure.class);
    }

    @Test
    void theDatabaseDoesNotHoldTheSecret() throws IOException {
        AccountKey key = join(ring().create(ACCOUNT, Kind.STANDARD, "findable", null));
        store.close();

        StringBuilder raw = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                raw.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(raw)
                .contains("findable")
                .contains(key.sid())
                .doesNotContain(key.key().secret());
    }

    @Test
    void anotherEncryptionKeyIsToldAtTheStart() {
        join(ring().create(ACCOUNT, Kind.STANDARD, null, null));

        assertThatThrownBy(() -> ring(AccountServer.config(AccountServer.OTHER_ENCRYPTION_KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.encryption_key is not the one");
    }

    @Test
    void aMissingEncryptionKeyIsToldAtTheStart() {
        join(ring().create(ACCOUNT, Kind.STANDARD, null, null));

        assertThatThrownBy(() -> ring(AccountServer.config(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.encryption_key is missing");
    }

    @Test
    void withoutEncryptionKeyThereAreTheKeysOfTheConfiguration() {
        KeyRing ring = ring(AccountServer.config(null));

        assertThat(ring.find(AccountServer.CONFIGURED_KEY)).isNotNull();
        assertThatThrownBy(() -> ring.create(ACCOUNT, Kind.STANDARD, null, null))
                .isInstanceOf(RestFailure.class)
                .hasMessageContaining("store.encryption_key");
    }

    @Test
    void aMalformedEncryptionKeyIsToldAtTheStart() {
        assertThatThrownBy(() -> ring(AccountServer.config("c2hvcnQ=")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.encryption_key is 5 bytes");
    }

    @Test
    void theKeysOfAnAccountThatHasGoneAreNotInForceUntilItIsBack() throws ConfigException {
        AccountKey key = join(ring().create(OTHER_ACCOUNT, Kind.STANDARD, null, null));
        Config without = ConfigLoader.parse("""
                store: {encryption_key: %s}
                accounts: [{sid: %s, auth_token: tttttttttttttttttttttttttttttttt}]
                """.formatted(AccountServer.ENCRYPTION_KEY, ACCOUNT));

        assertThat(ring(without).find(key.sid())).isNull();
        assertThat(ring().find(key.sid())).isEqualTo(key.key());
    }

    @Test
    void oneSidTwiceInTheConfigurationIsToldAtTheStart() throws ConfigException {
        String key = "{sid: %s, account_sid: %s, secret: %s}"
                .formatted(AccountServer.CONFIGURED_KEY, ACCOUNT, "s".repeat(32));
        Config twice = ConfigLoader.parse("api_keys: [" + key + ", " + key + "]");

        assertThatThrownBy(() -> ring(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    private KeyRing ring() {
        return ring(AccountServer.config(AccountServer.ENCRYPTION_KEY));
    }

    private KeyRing ring(Config config) {
        return KeyRing.open(config, store, new SecureRandom(), () -> Instant.ofEpochMilli(nowMillis.get()));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return requireNonNull(stage.toCompletableFuture().join());
    }
}
