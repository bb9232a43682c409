package io.parley.signaling.account;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization} of HTTP Basic (RFC 7617), in UTF-8.
 *
 * @param name all before the first colon; not empty
 * @param password all after it; may be empty
 */
record BasicAuthorization(String name, String password) {

    private static final String SCHEME = "Basic ";
    private static final int MAX_CHARS = 1_024;

    /** Reads a header, whatever it is; null when it is none of Basic. */
    static @Nullable BasicAuthorization parse(String header) {
        if (header.length() > MAX_CHARS || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            // a decoder of one's own reports what is not UTF-8 instead of replacing it
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = pair.indexOf(':');
            return colon < 1 ? null : new BasicAuthorization(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BasicAuthorization[" + name + "]";
    }
}
