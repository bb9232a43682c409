package io.parley.signaling.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code X-Twilio-Signature}: HMAC-SHA1 with the account's auth token, in Base64, over the URL and then each
 * form parameter in the order of names, name and value without anything between.
 */
final class CallbackSignature {

    private static final String ALGORITHM = "HmacSHA1";

    private CallbackSignature() {}

    /**
     * Signs a request.
     *
     * @param url with its query, without fragment
     * @param form parameters of the body, not encoded; empty when they are in the URL
     */
    static String sign(String authToken, String url, Map<String, String> form) {
        StringBuilder data = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> data.append(name).append(value));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(authToken.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(data.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
