package io.parley.signaling.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A STUN or TURN server, as a browser takes it ({@code RTCIceServer}). */
public record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {

    public IceServer {
        urls = List.copyOf(urls);
    }

    /** Leaves the credential out. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
