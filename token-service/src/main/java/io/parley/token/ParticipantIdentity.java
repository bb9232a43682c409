package io.parley.token;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The rules for the name that a participant goes by. */
public final class ParticipantIdentity {

    /** Longest identity; an ASCII character counts as one, every other character as two. */
    public static final int MAX_LENGTH = 128;

    private ParticipantIdentity() {}

    /** What is wrong with {@code identity}, or null when nothing is. */
    public static @Nullable TokenError problem(@Nullable String identity) {
        if (identity == null || identity.isEmpty()) {
            return TokenError.IDENTITY_INVALID;
        }
        if (length(identity) > MAX_LENGTH) {
            return TokenError.IDENTITY_TOO_LONG;
        }
        return isText(identity) ? null : TokenError.IDENTITY_CHARACTERS_INVALID;
    }

    private static long length(String identity) {
        return identity.codePoints().mapToLong(point -> point < 0x80 ? 1 : 2).sum();
    }

    /** Half a surrogate pair has no UTF-8 form; a NUL has one, but PostgreSQL cannot store it. */
    static boolean isText(String name) {
        return name.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }
}
