package io.parley.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a token opens a room, and if not, why not.
 *
 * <p>The checks run in the order of {@link TokenError}, so that one defect gives the code that client SDKs expect for
 * it: a token of an unknown key is told so and not that its signature is wrong, a forged one learns nothing of its claims.
 * Claims that no check needs ({@code jti}, {@code iat}, other grants) are ignored.
 *
 * <p>Immutable, for any thread. A verification is computation only, tens of microseconds at most.
 */
public final class TokenVerifier {

    /** What a decoder puts in the place of bytes that are not UTF-8. */
    private static final String REPLACEMENT_CHARACTER = "\uFFFD";

    private final ApiKeys keys;
    private final long leewaySeconds;

    /**
     * @param keys asked once per token that has a good header
     * @param leeway by how much the clock of an app's server may be off, for {@code exp} and {@code nbf} alike; whole
     *     seconds, 30 to 60 are usual
     * @throws IllegalArgumentException when {@code leeway} is negative
     */
    public TokenVerifier(ApiKeys keys, Duration leeway) {
        if (leeway.isNegative()) {
            throw new IllegalArgumentException("a leeway of " + leeway + " is negative");
        }
        this.keys = keys;
        this.leewaySeconds = leeway.toSeconds();
    }

    /**
     * Looks at a token, whatever it is: nothing in it makes this throw.
     *
     * @param nowEpochSeconds the time of day
     */
    public Verification verify(String token, long nowEpochSeconds) {
        CompactJws jws = CompactJws.parse(token);
        if (jws == null || !readable(jws)) {
            return new Verification.Rejected(TokenError.INVALID);
        }
        HmacAlgorithm algorithm = algorithm(jws.header());
        if (algorithm == null) {
            return new Verification.Rejected(TokenError.HEADER_INVALID);
        }
        ApiKey key = issuer(jws.payload());
        if (key == null) {
            return new Verification.Rejected(TokenError.ISSUER_INVALID);
        }
        if (!MessageDigest.isEqual(algorithm.sign(key, jws.signingInput()), jws.signature())) {
            return new Verification.Rejected(TokenError.SIGNATURE_INVALID);
        }
        TokenError problem = claimsProblem(jws, nowEpochSeconds);
        return problem == null ? verified(key, jws.payload()) : new Verification.Rejected(problem);
    }

    /** Bytes that are not UTF-8 make a payload unreadable, but in an identity they have a code of their own. */
    private static boolean readable(CompactJws jws) {
        return jws.payloadIsUtf8() || identity(jws.payload()).contains(REPLACEMENT_CHARACTER);
    }

    private static @Nullable HmacAlgorithm algorithm(ObjectNode header) {
        boolean ours = TokenFormat.TYP.equals(header.path("typ").textValue())
                && TokenFormat.CTY.equals(header.path("cty").textValue())
                // "crit" lists extensions that must be understood; none is (RFC 7515 section 4.1.11)
                && !header.has("crit");
        return ours ? HmacAlgorithm.named(header.path("alg").textValue()) : null;
    }

    private @Nullable ApiKey issuer(ObjectNode payload) {
        String keySid = payload.path("iss").textValue();
        ApiKey key = keySid == null ? null : keys.find(keySid);
        boolean ofItsAccount =
                key != null && key.accountSid().equals(payload.path("sub").textValue());
        return ofItsAccount ? key : null;
    }

    private @Nullable TokenError claimsProblem(CompactJws jws, long nowEpochSeconds) {
        ObjectNode payload = jws.payload();
        if (!expiresInTime(payload.path("exp"), nowEpochSeconds)) {
            return TokenError.EXPIRED;
        }
        if (!hasBegun(payload.path("nbf"), nowEpochSeconds)) {
            return TokenError.NOT_YET_VALID;
        }
        if (!grantsVideo(payload)) {
            return TokenError.GRANTS_INVALID;
        }
        TokenError problem = ParticipantIdentity.problem(identity(payload));
        return problem == null && !jws.payloadIsUtf8() ? TokenError.IDENTITY_CHARACTERS_INVALID : problem;
    }

    /** The longest life is counted from now, as Twilio does, not from {@code iat}, which half of the libraries leave out. */
    private boolean expiresInTime(JsonNode exp, long nowEpochSeconds) {
        return isWholeSeconds(exp)
                && exp.longValue() > nowEpochSeconds - leewaySeconds
                && exp.longValue() <= nowEpochSeconds + TokenFormat.MAX_TTL_SECONDS + leewaySeconds;
    }

    private boolean hasBegun(JsonNode nbf, long nowEpochSeconds) {
        return isAbsent(nbf) || (isWholeSeconds(nbf) && nbf.longValue() <= nowEpochSeconds + leewaySeconds);
    }

    private static boolean isWholeSeconds(JsonNode time) {
        return time.isIntegralNumber() && time.canConvertToLong();
    }

    private static boolean grantsVideo(ObjectNode payload) {
        JsonNode video = video(payload);
        JsonNode room = video.path("room");
        return video.isObject() && (isAbsent(room) || room.isTextual());
    }

    private static boolean isAbsent(JsonNode claim) {
        return claim.isMissingNode() || claim.isNull();
    }

    private static JsonNode video(ObjectNode payload) {
        return payload.path("grants").path("video");
    }

    /** Empty when there is none: both are refused in the same way. */
    private static String identity(ObjectNode payload) {
        String identity = payload.path("grants").path("identity").textValue();
        return identity == null ? "" : identity;
    }

    /** An empty room is none: the library for Node leaves it out of the token, others may write it. */
    private static @Nullable String room(ObjectNode payload) {
        String room = video(payload).path("room").textValue();
        return room == null || room.isEmpty() ? null : room;
    }

    private static Verification verified(ApiKey key, ObjectNode payload) {
        return new Verification.Verified(new AccessToken(
                key.sid(),
                key.accountSid(),
                identity(payload),
                room(payload),
                payload.path("exp").longValue()));
    }
}
