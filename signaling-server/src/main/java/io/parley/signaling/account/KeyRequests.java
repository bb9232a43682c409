package io.parley.signaling.account;

import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.RestFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What both APIs of keys read from their calls, and show. */
final class KeyRequests {

    private static final int MAX_NAME_CHARS = 64;

    private KeyRequests() {}

    /** Lets a call pass whose path is that of the caller's own account. */
    static void requireOwnAccount(Call call) {
        if (!call.variable("AccountSid").equals(call.accountSid())) {
            throw RestFailure.notFound(call);
        }
    }

    /** The key that the path names, if it is the caller's. */
    static AccountKey key(Call call, KeyRing keys) {
        AccountKey key = keys.get(call.variable("Sid"));
        if (key == null || !key.accountSid().equals(call.accountSid())) {
            throw RestFailure.notFound(call);
        }
        return key;
    }

    static @Nullable String friendlyName(Call call) {
        String name = call.parameters().string("FriendlyName");
        if (name != null && name.length() > MAX_NAME_CHARS) {
            throw RestFailure.invalidParameter("FriendlyName is longer than " + MAX_NAME_CHARS + " characters");
        }
        if (name != null && name.chars().anyMatch(Character::isISOControl)) {
            throw RestFailure.invalidParameter("FriendlyName has control characters");
        }
        return name;
    }

    static @Nullable KeyPolicy policy(Call call) {
        String policy = call.parameters().string("Policy");
        try {
            return policy == null ? null : KeyPolicy.parse(policy);
        } catch (IllegalArgumentException e) {
            throw RestFailure.invalidParameter(String.valueOf(e.getMessage()));
        }
    }

    /** Who has a policy gives nobody more than it allows. */
    static void requireCovered(Caller caller, @Nullable KeyPolicy policy) {
        Caller.Policy own = caller.policy();
        if (own != null && (policy == null || !policy.allow().stream().allMatch(own::allows))) {
            throw new RestFailure(403, 20403, "A restricted key cannot allow more than it may do itself");
        }
    }

    /** The page of {@code newestFirst} that is asked for, and a row more if there is one. */
    static List<Paging.Row> page(List<AccountKey> newestFirst, Paging paging, Function<AccountKey, JsonObject> json) {
        return newestFirst.stream()
                .map(key -> new Paging.Row(new Paging.Cursor(key.createdAtMillis(), key.sid()), json.apply(key)))
                .filter(row -> paging.follows(row.cursor()))
                .skip(paging.offset())
                .limit(paging.limit())
                .toList();
    }

    /** What both show of a key, without its secret. */
    static JsonObject json(AccountKey key) {
        return new JsonObject()
                .put("sid", key.sid())
                .put("friendly_name", key.friendlyName())
                .put("date_created", Dates.rfc2822(key.createdAtMillis()))
                .put("date_updated", Dates.rfc2822(key.updatedAtMillis()));
    }
}
