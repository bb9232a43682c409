package io.parley.signaling.account;

import io.parley.signaling.config.Config;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.store.Store;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All API keys in force, those of the configuration and those of the database, in memory: any thread may ask, and is not
 * blocked. A change is in force on this process once it is committed.
 *
 * <p>Keys of the configuration are main keys. Those of the database whose account has gone from the configuration are
 * kept, but not in force.
 */
public final class KeyRing implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger("parley.account");
    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 32;
    private static final Comparator<AccountKey> NEWEST_FIRST = Comparator.comparingLong(AccountKey::createdAtMillis)
            .thenComparing(AccountKey::sid)
            .reversed();

    private final Store store;
    private final @Nullable SecretBox box;
    private final SecureRandom random;
    private final Sids sids;
    private final InstantSource clock;
    private final Map<String, AccountKey> keys = new ConcurrentHashMap<>();

    private KeyRing(Store store, @Nullable SecretBox box, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.box = box;
        this.random = random;
        this.sids = new Sids(random);
        this.clock = clock;
    }

    /**
     * Reads all keys. Blocks meanwhile.
     *
     * @param random of secrets and SIDs
     * @throws IllegalArgumentException when the configuration cannot be used with this database; the message is for the
     *     operator
     */
    public static KeyRing open(Config config, Store store, SecureRandom random, InstantSource clock) {
        SecretBox box = SecretBox.of(config.store().encryptionKey(), random);
        KeyRing ring = new KeyRing(store, box, random, clock);
        ring.loadStored(accounts(config));
        ring.addConfigured(config.apiKeys());
        return ring;
    }

    private static Set<String> accounts(Config config) {
        Set<String> accounts = new HashSet<>();
        config.accounts().forEach(account -> accounts.add(account.sid()));
        config.apiKeys().forEach(key -> accounts.add(key.accountSid()));
        return accounts;
    }

    private void loadStored(Set<String> accounts) {
        List<KeyTable.Row> rows =
                store.read(KeyTable::all).toCompletableFuture().join();
        for (KeyTable.Row row : rows) {
            AccountKey key = row.with(unseal(row));
            if (accounts.contains(key.accountSid())) {
                keys.put(key.sid(), key);
            } else {
                LOG.atWarn()
                        .addKeyValue("key", key.sid())
                        .addKeyValue("account", key.accountSid())
                        .log("a key is not in force: the configuration does not have its account");
            }
        }
    }

    private String unseal(KeyTable.Row row) {
        if (box == null) {
            throw new IllegalArgumentException(SecretBox.SETTING
                    + " is missing: the database holds keys that were encrypted, such as " + row.sid());
        }
        String secret = box.open(row.sid(), row.sealedSecret());
        if (secret == null) {
            throw new IllegalArgumentException(
                    SecretBox.SETTING + " is not the one that " + row.sid() + " in the database was encrypted with");
        }
        return secret;
    }

    private void addConfigured(List<Config.Key> configured) {
        long now = clock.millis();
        for (Config.Key each : configured) {
            ApiKey key = new ApiKey(each.sid(), each.accountSid(), each.secret());
            AccountKey before =
                    keys.put(key.sid(), new AccountKey(key, Caller.Kind.MAIN, null, null, now, now, 0, true));
            if (before != null && before.configured()) {
                throw new IllegalArgumentException("api_keys holds " + key.sid() + " twice");
            }
        }
    }

    /** The key with that name, if it signs access tokens: restricted ones do not. */
    @Override
    public @Nullable ApiKey find(String keySid) {
        AccountKey key = keys.get(keySid);
        return key == null || key.kind() == Caller.Kind.RESTRICTED ? null : key.key();
    }

    /** The key with that name, of whatever kind. */
    @Nullable
    AccountKey get(String keySid) {
        return keys.get(keySid);
    }

    /** The keys of an account, newest first. */
    List<AccountKey> of(String accountSid) {
        return keys.values().stream()
                .filter(key -> key.accountSid().equals(accountSid))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /**
     * Makes a key.
     *
     * @param policy for a restricted one; other kinds have none
     * @return the key, once it is in force
     * @throws RestFailure when no encryption key is configured
     */
    CompletionStage<AccountKey> create(
            String accountSid, Caller.Kind kind, @Nullable String friendlyName, @Nullable KeyPolicy policy) {
        if (box == null) {
            throw new RestFailure(
                    403, 20403, "Keys cannot be made: the server's configuration has no " + SecretBox.SETTING);
        }
        long now = clock.millis();
        ApiKey api = new ApiKey("SK" + sids.hex(), accountSid, secret());
        AccountKey key = new AccountKey(api, kind, friendlyName, policy, now, now, 1, false);
        String sealed = box.seal(key.sid(), api.secret());
        return store.write(handle -> {
                    KeyTable.insert(handle, key, sealed);
                    return key;
                })
                .thenApply(created -> {
                    keys.put(created.sid(), created);
                    return created;
                });
    }

    private String secret() {
        StringBuilder secret = new StringBuilder();
        random.ints(SECRET_LENGTH, 0, SECRET_CHARACTERS.length())
                .forEach(index -> secret.append(SECRET_CHARACTERS.charAt(index)));
        return secret.toString();
    }

    /**
     * Changes what is given of a stored key; null leaves it as it is.
     *
     * @return the key as it is then; null when it has been deleted meanwhile
     */
    CompletionStage<@Nullable AccountKey> update(
            AccountKey key, @Nullable String friendlyName, @Nullable KeyPolicy policy) {
        requireStored(key);
        if (friendlyName == null && policy == null) {
            return CompletableFuture.completedStage(keys.get(key.sid()));
        }
        long now = clock.millis();
        return store.write(handle -> KeyTable.update(handle, key.sid(), friendlyName, policy, now))
                .thenApply(row -> row.map(found -> replace(found.with(key.key().secret())))
                        .orElse(null));
    }

    /** Of two changes the later one stays, in whatever order their threads arrive here; a deleted key stays away. */
    private AccountKey replace(AccountKey changed) {
        keys.computeIfPresent(
                changed.sid(), (sid, current) -> current.revision() < changed.revision() ? changed : current);
        return changed;
    }

    /**
     * Deletes a stored key.
     *
     * @return whether it was there, once it is not in force any more
     */
    CompletionStage<Boolean> delete(AccountKey key) {
        requireStored(key);
        return store.write(handle -> KeyTable.delete(handle, key.sid())).thenApply(deleted -> {
            keys.remove(key.sid());
            return deleted;
        });
    }

    private static void requireStored(AccountKey key) {
        if (key.configured()) {
            throw new RestFailure(
                    403, 20403, "The key " + key.sid() + " comes from the configuration, and is changed there");
        }
    }
}
