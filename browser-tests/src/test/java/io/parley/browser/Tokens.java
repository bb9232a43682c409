package io.parley.browser;

import io.parley.token.DevelopmentCredentials;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A good token, of which each part can be spoilt before it is signed. */
final class Tokens {

    final JsonObject header =
            new JsonObject().put("alg", "HS256").put("typ", "JWT").put("cty", "twilio-fpa;v=1");
    final JsonObject payload;
    String secret = DevelopmentCredentials.API_KEY.secret();

    Tokens(String identity) {
        long now = System.currentTimeMillis() / 1000;
        payload = new JsonObject()
                .put("jti", "a token")
                .put("iat", now)
                .put("exp", now + 3600)
                .put("iss", DevelopmentCredentials.API_KEY_SID)
                .put("sub", DevelopmentCredentials.ACCOUNT_SID)
                .put("grants", new JsonObject().put("identity", identity).put("video", new JsonObject()));
    }

    /** With this claim, or without it when the value is null. */
    Tokens with(String claim, Object value) {
        payload.put(claim, value);
        return this;
    }

    /** For one room only. */
    Tokens forRoom(String room) {
        payload.getJsonObject("grants").getJsonObject("video").put("room", room);
        return this;
    }

    Tokens withHeader(String name, String value) {
        header.put(name, value);
        return this;
    }

    Tokens signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    String sign() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String input = base64url(header.toBuffer().getBytes())
                    + '.'
                    + base64url(payload.toBuffer().getBytes());
            return input + '.' + base64url(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
