package io.parley.token.server;

import io.parley.token.ApiKey;
import io.parley.token.TokenRequest;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are handed out, and to whom.
 *
 * @param key signs them
 * @param credential what a caller has to show as {@code Authorization: Bearer <credential>}; visible ASCII characters.
 *     Null only together with {@code open}
 * @param open whether whoever reaches the route gets a token for any identity
 * @param defaultTtl life of a token when the caller names none; at most {@code maxTtl}
 * @param maxTtl longest life a caller may ask for; a second to {@link TokenRequest#MAX_TTL}
 * @param allowedOrigins origins such as {@code https://app.example.com} whose pages may read the answer (CORS); empty
 *     for none
 */
public record TokenRouteOptions(
        ApiKey key,
        @Nullable String credential,
        boolean open,
        Duration defaultTtl,
        Duration maxTtl,
        Set<String> allowedOrigins) {

    private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    /** @throws IllegalArgumentException naming the part that is wrong, never showing the credential */
    public TokenRouteOptions {
        require(open == (credential == null), "either a credential, or open to everyone");
        require(
                credential == null || CREDENTIAL.matcher(credential).matches(),
                "the credential has characters that are not visible ASCII");
        require(isTtl(maxTtl, TokenRequest.MAX_TTL), "maxTtl " + maxTtl + " is not in a second to 24 hours");
        require(isTtl(defaultTtl, maxTtl), "defaultTtl " + defaultTtl + " is not in a second to maxTtl " + maxTtl);
        for (String origin : allowedOrigins) {
            require(ORIGIN.matcher(origin).matches(), "origin " + origin + " is not like https://app.example.com");
        }
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** For whoever reaches the route: development, or behind a door of its own. */
    public static TokenRouteOptions open(ApiKey key) {
        return new TokenRouteOptions(key, null, true, TokenRequest.DEFAULT_TTL, TokenRequest.MAX_TTL, Set.of());
    }

    /** For whoever knows {@code credential}. */
    public static TokenRouteOptions guarded(ApiKey key, String credential) {
        return new TokenRouteOptions(key, credential, false, TokenRequest.DEFAULT_TTL, TokenRequest.MAX_TTL, Set.of());
    }

    /** The same with other lives of tokens. */
    public TokenRouteOptions withTtl(Duration newDefaultTtl, Duration newMaxTtl) {
        return new TokenRouteOptions(key, credential, open, newDefaultTtl, newMaxTtl, allowedOrigins);
    }

    /** The same with other origins. */
    public TokenRouteOptions withAllowedOrigins(Set<String> origins) {
        return new TokenRouteOptions(key, credential, open, defaultTtl, maxTtl, origins);
    }

    private static boolean isTtl(Duration ttl, Duration max) {
        return ttl.toSeconds() >= 1 && ttl.compareTo(max) <= 0;
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without the credential, so that it cannot get into a log by accident. */
    @Override
    public String toString() {
        return "TokenRouteOptions[key=" + key + ", open=" + open + ", defaultTtl=" + defaultTtl + ", maxTtl=" + maxTtl
                + ", allowedOrigins=" + allowedOrigins + "]";
    }
}
