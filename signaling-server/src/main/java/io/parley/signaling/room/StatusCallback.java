package io.parley.signaling.room;

/**
 * Where an app hears what happens in a room.
 *
 * @param url absolute, http or https; its fragment may tune the delivery
 * @param method {@code POST} or {@code GET}
 */
public record StatusCallback(String url, String method) {
    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "StatusCallback[" + method + "]";
    }
}
