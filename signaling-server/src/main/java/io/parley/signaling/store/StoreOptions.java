package io.parley.signaling.store;

import org.jspecify.annotations.Nullable;

/**
 * Which database, and how much may wait for it.
 *
 * @param url of JDBC: {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://…}
 * @param user null: none, or in the URL
 * @param password null: none, or in the URL
 * @param maxWaiting writes that wait at most; further ones fail
 */
public record StoreOptions(
        String url, @Nullable String user, @Nullable String password, int maxWaiting) {

    boolean isSqlite() {
        return url.startsWith("jdbc:sqlite:");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "StoreOptions[" + url.replaceAll("\\?.*", "") + "]";
    }
}
