package io.parley.token;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an app's server signs tokens with.
 *
 * @param sid name of the key, {@code SK} and 32 hexadecimal digits; tokens carry it as their issuer
 * @param accountSid the account that owns the key, {@code AC} and 32 hexadecimal digits
 * @param secret its UTF-8 bytes are the HMAC key as they are; at least {@value #MIN_SECRET_BYTES} of them, since whoever
 *     holds one token can try out short secrets at leisure (RFC 7518 section 3.2)
 */
public record ApiKey(String sid, String accountSid, String secret) {

    /** The helper library for Java refuses to sign with less. */
    public static final int MIN_SECRET_BYTES = 32;

    private static final Pattern SID = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");

    /** @throws IllegalArgumentException for a malformed SID or a short secret; the message never shows the secret */
    public ApiKey {
        require(SID.matcher(sid).matches(), sid + " is not SK and 32 hexadecimal digits");
        require(ACCOUNT_SID.matcher(accountSid).matches(), accountSid + " is not AC and 32 hexadecimal digits");
        require(
                secret.getBytes(StandardCharsets.UTF_8).length >= MIN_SECRET_BYTES,
                "the secret of " + sid + " is shorter than " + MIN_SECRET_BYTES + " bytes");
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without the secret, so that it cannot get into a log by accident. */
    @Override
    public String toString() {
        return "ApiKey[sid=" + sid + ", accountSid=" + accountSid + "]";
    }
}
