package io.parley.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How tokens may be signed: the HMAC algorithms of RFC 7518 section 3.2. No others, {@code none} least of all. */
enum HmacAlgorithm {
    HS256("HmacSHA256"),
    HS384("HmacSHA384"),
    HS512("HmacSHA512");

    private final String jcaName;

    HmacAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The algorithm that a header's {@code alg} names, or null. */
    static @Nullable HmacAlgorithm named(@Nullable String alg) {
        for (HmacAlgorithm algorithm : values()) {
            if (algorithm.name().equals(alg)) {
                return algorithm;
            }
        }
        return null;
    }

    byte[] sign(ApiKey key, String signingInput) {
        try {
            Mac mac = Mac.getInstance(jcaName);
            mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), jcaName));
            return mac.doFinal(signingInput.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + jcaName, e);
        }
    }
}
