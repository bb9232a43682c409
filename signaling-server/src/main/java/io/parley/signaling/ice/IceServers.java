package io.parley.signaling.ice;

import io.parley.signaling.message.IceServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The ICE servers for one participant after the other: the fixed ones, and TURN servers with credentials that are made
 * for the participant and expire (the "TURN REST API" scheme that coturn calls {@code use-auth-secret}).
 */
public final class IceServers {

    /**
     * TURN servers that share a secret with us.
     *
     * @param lifetime of a credential; the SDK never asks for a new one, so it must cover the longest session
     */
    public record Turn(List<String> urls, String secret, Duration lifetime) {

        public Turn {
            urls = List.copyOf(urls);
        }

        @Override
        public String toString() {
            return "Turn" + urls;
        }
    }

    private final List<IceServer> fixed;
    private final @Nullable Turn turn;

    public IceServers(List<IceServer> fixed, @Nullable Turn turn) {
        this.fixed = List.copyOf(fixed);
        this.turn = turn;
    }

    /** What a participant called {@code identity} is told at {@code epochSeconds}. */
    public List<IceServer> forParticipant(String identity, long epochSeconds) {
        if (turn == null) {
            return fixed;
        }
        List<IceServer> servers = new ArrayList<>(fixed);
        servers.add(
                withCredentials(turn, identity, epochSeconds + turn.lifetime().toSeconds()));
        return servers;
    }

    /** The servers that are the same for all. */
    public List<IceServer> fixed() {
        return fixed;
    }

    /** The TURN servers with credentials for {@code name} until {@code expiryEpochSeconds}; null when there are none. */
    public @Nullable IceServer temporary(String name, long expiryEpochSeconds) {
        return turn == null ? null : withCredentials(turn, name, expiryEpochSeconds);
    }

    private static IceServer withCredentials(Turn turn, String name, long expiryEpochSeconds) {
        String username = expiryEpochSeconds + ":" + name;
        return new IceServer(turn.urls(), username, password(username, turn.secret()));
    }

    /** Base64 of HMAC-SHA1, as coturn computes it; SHA-1 is what the scheme prescribes. */
    private static String password(String username, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA1", e);
        }
    }
}
