package io.parley.signaling.message;

import org.jspecify.annotations.Nullable;

/**
 * News about one peer connection, either way.
 *
 * @param id made by whoever mentions the peer connection first; the same at both ends
 */
public record PeerConnectionState(
        String id,
        @Nullable Description description,
        @Nullable IceCandidates ice) {

    public PeerConnectionState(String id, Description description) {
        this(id, description, null);
    }
}
