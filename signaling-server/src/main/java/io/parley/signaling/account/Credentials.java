package io.parley.signaling.account;

import io.parley.signaling.config.Config;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.rest.RestFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signs in to the REST interface: an account with its auth token, or an API key with its secret. An address that
 * fails too often is refused unread for a while. Safe for all threads.
 */
public final class Credentials implements RestApi.Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger("parley.account");
    private static final int MAX_ADDRESSES = 10_000;
    private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    /** What a name that nobody has is compared with, so that it takes as long. */
    private static final String NOBODYS = "0".repeat(32);

    private static final int SID_CHARS = 34;

    private final Map<String, String> authTokens;
    private final KeyRing keys;
    private final FailedLogins failedLogins;
    private final LongSupplier nanoTime;

    /**
     * The credentials of {@code config} and {@code keys}.
     *
     * @param nanoTime monotonic
     * @throws IllegalArgumentException when the accounts of the configuration cannot be used; the message is for the
     *     operator
     */
    public Credentials(Config config, KeyRing keys, LongSupplier nanoTime) {
        this.authTokens = authTokens(config);
        this.keys = keys;
        this.failedLogins =
                new FailedLogins(config.rest().failedLogins(), config.rest().failedLoginsWithin(), MAX_ADDRESSES);
        this.nanoTime = nanoTime;
    }

    private static Map<String, String> authTokens(Config config) {
        Map<String, String> tokens = new HashMap<>();
        for (Config.Account account : config.accounts()) {
            if (!ACCOUNT_SID.matcher(account.sid()).matches()) {
                throw new IllegalArgumentException(
                        "accounts: " + account.sid() + " is not AC and 32 hexadecimal digits");
            }
            if (tokens.put(account.sid(), account.authToken()) != null) {
                throw new IllegalArgumentException("accounts holds " + account.sid() + " twice");
            }
        }
        return Map.copyOf(tokens);
    }

    @Override
    public Caller authenticate(@Nullable String authorization, String remoteAddress) {
        if (authorization == null) {
            throw refusal();
        }
        BasicAuthorization basic = BasicAuthorization.parse(authorization);
        String network = Addresses.network(remoteAddress) + as(basic);
        if (!mayTry(network)) {
            throw new RestFailure(429, 20429, "Too many failed logins");
        }
        Caller caller = basic == null ? null : caller(basic);
        if (caller == null) {
            failed(network);
            throw refusal();
        }
        return caller;
    }

    /** Behind a proxy everybody has one address: one caller's wrong secret is not to keep the others out. */
    private static String as(@Nullable BasicAuthorization basic) {
        return basic == null || basic.name().length() > SID_CHARS ? "" : " as " + basic.name();
    }

    private @Nullable Caller caller(BasicAuthorization basic) {
        String name = basic.name();
        AccountKey key = keys.get(name);
        if (key != null) {
            boolean right = same(key.key().secret(), basic.password());
            return right ? new Caller(key.accountSid(), name, key.kind(), key.policy()) : null;
        }
        String authToken = authTokens.get(name);
        boolean right = same(authToken == null ? NOBODYS : authToken, basic.password());
        return right && authToken != null ? new Caller(name, name, Caller.Kind.MAIN, null) : null;
    }

    /** Takes as long wherever they differ. */
    private static boolean same(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }

    private boolean mayTry(String network) {
        synchronized (failedLogins) {
            return failedLogins.mayTry(network, nanoTime.getAsLong());
        }
    }

    private void failed(String network) {
        boolean last;
        synchronized (failedLogins) {
            last = failedLogins.failed(network, nanoTime.getAsLong());
        }
        if (last) {
            LOG.atWarn().addKeyValue("remote", network).log("too many failed logins: refused for a while");
        }
    }

    private static RestFailure refusal() {
        return new RestFailure(401, 20003, "Authenticate");
    }
}
