package io.parley.signaling.webhook;

import io.parley.signaling.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets that sign callbacks. */
@FunctionalInterface
public interface AuthTokens {

    /** The auth token of an account, or null when it has none. Called on an event loop; must not block. */
    @Nullable
    String authToken(String accountSid);

    /** Those of the configuration. */
    static AuthTokens of(List<Config.Account> accounts) {
        Map<String, String> tokens = new HashMap<>();
        accounts.forEach(account -> tokens.put(account.sid(), account.authToken()));
        return tokens::get;
    }
}
