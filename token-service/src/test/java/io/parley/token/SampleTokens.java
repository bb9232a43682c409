package io.parley.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A good token as text to be spoiled, and a signature made apart from the code under test. */
final class SampleTokens {

    static final ApiKey KEY = new ApiKey(
            "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "a-secret-of-32-characters-long!!");

    static final long NOW = 1_795_334_354L;

    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"cty\":\"twilio-fpa;v=1\"}";

    static final String PAYLOAD = "{\"jti\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-1795334354\","
            + "\"grants\":{\"identity\":\"alice\",\"video\":{\"room\":\"DailyStandup\"}},"
            + "\"iat\":1795334354,\"exp\":1795348754,"
            + "\"iss\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"sub\":\"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}";

    static final AccessToken CONTENT =
            new AccessToken(KEY.sid(), KEY.accountSid(), "alice", "DailyStandup", 1_795_348_754L);

    private SampleTokens() {}

    /** The good token, with one part of its header replaced. */
    static String withHeader(String part, String replacement) {
        return signed(replaced(HEADER, part, replacement), PAYLOAD);
    }

    /** The good token, with one part of its payload replaced. */
    static String withPayload(String part, String replacement) {
        return signed(HEADER, replaced(PAYLOAD, part, replacement));
    }

    static String replaced(String json, String part, String replacement) {
        assertThat(json).contains(part);
        return json.replace(part, replacement);
    }

    static String signed(String header, String payload) {
        return signed("HmacSHA256", KEY.secret(), header, payload);
    }

    static String signed(String algorithm, String secret, String header, String payload) {
        return signed(algorithm, secret, utf8(header), utf8(payload));
    }

    static String signed(String algorithm, String secret, byte[] header, byte[] payload) {
        String signingInput = base64url(header) + '.' + base64url(payload);
        return signingInput + '.' + base64url(hmac(algorithm, secret, signingInput));
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(utf8(secret), algorithm));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
