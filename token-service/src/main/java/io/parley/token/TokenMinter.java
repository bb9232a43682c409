package io.parley.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes tokens as the helper libraries of Twilio make them: same header, same claims, HS256. */
public final class TokenMinter {

    private TokenMinter() {}

    /**
     * A signed token.
     *
     * @param nowEpochSeconds the time of day, from which the token counts its life
     */
    public static String mint(ApiKey key, TokenRequest request, long nowEpochSeconds) {
        HmacAlgorithm algorithm = HmacAlgorithm.HS256;
        String signingInput = part(header(algorithm)) + '.' + part(payload(key, request, nowEpochSeconds));
        return signingInput + '.' + base64url(algorithm.sign(key, signingInput));
    }

    private static ObjectNode header(HmacAlgorithm algorithm) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("alg", algorithm.name())
                .put("typ", TokenFormat.TYP)
                .put("cty", TokenFormat.CTY);
    }

    private static ObjectNode payload(ApiKey key, TokenRequest request, long nowEpochSeconds) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("jti", key.sid() + '-' + nowEpochSeconds);
        payload.set("grants", grants(request));
        return payload.put("iat", nowEpochSeconds)
                .put("exp", nowEpochSeconds + request.ttl().toSeconds())
                .put("iss", key.sid())
                .put("sub", key.accountSid());
    }

    private static ObjectNode grants(TokenRequest request) {
        ObjectNode grants = JsonNodeFactory.instance.objectNode().put("identity", request.identity());
        ObjectNode video = grants.putObject("video");
        if (request.room() != null) {
            video.put("room", request.room());
        }
        return grants;
    }

    private static String part(ObjectNode json) {
        return base64url(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
