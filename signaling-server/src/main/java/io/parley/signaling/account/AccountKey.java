package io.parley.signaling.account;

import io.parley.signaling.rest.Caller;
import io.parley.token.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * An API key with all we know of it.
 *
 * @param key its names and its secret
 * @param policy of a restricted key; other kinds have none
 * @param revision counts its changes
 * @param configured whether it comes from the configuration, where alone it can be changed
 */
record AccountKey(
        ApiKey key,
        Caller.Kind kind,
        @Nullable String friendlyName,
        @Nullable KeyPolicy policy,
        long createdAtMillis,
        long updatedAtMillis,
        long revision,
        boolean configured) {

    AccountKey {
        if ((policy != null) != (kind == Caller.Kind.RESTRICTED)) {
            throw new IllegalArgumentException(key.sid() + " is " + kind + ", and its policy is " + policy);
        }
    }

    String sid() {
        return key.sid();
    }

    String accountSid() {
        return key.accountSid();
    }
}
