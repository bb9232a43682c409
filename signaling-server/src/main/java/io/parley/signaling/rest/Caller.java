package io.parley.signaling.rest;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param accountSid whose resources it may see
 * @param name account SID or key SID, as it signed in
 * @param policy the paths a restricted key may use; null: all
 */
public record Caller(
        String accountSid, String name, Kind kind, @Nullable Policy policy) {

    /** What credentials allow. */
    public enum Kind {
        /** The account's auth token, or a main key: everything. */
        MAIN,
        /** Everything but accounts and keys. */
        STANDARD,
        /** What the policy says. */
        RESTRICTED
    }

    /** Decides for a restricted key. */
    @FunctionalInterface
    public interface Policy {
        /** Whether the key may use endpoints of {@code permission}, such as {@code /twilio/video/rooms/read}. */
        boolean allows(String permission);
    }
}
