package io.parley.token;

/**
 * Why a token was refused, with the codes and texts by which client SDKs know the reasons.
 *
 * <p>In the order of the checks: of several defects the first one here is told.
 */
public enum TokenError {
    /** No JWT at all: not three base64url parts, not JSON, or longer than a token may be. */
    INVALID(20101, "Invalid Access Token"),
    /** {@code typ}, {@code cty} or {@code alg} is not one of ours, or there is a {@code crit}. */
    HEADER_INVALID(20102, "Invalid Access Token header"),
    /** No such API key, or it does not belong to the account named. */
    ISSUER_INVALID(20103, "Invalid Access Token issuer/subject"),
    /** Not made with the secret of the key it names. */
    SIGNATURE_INVALID(20107, "Invalid Access Token signature"),
    /** {@code exp} is past, missing, no whole number, or more than a day ahead. */
    EXPIRED(20104, "Access Token expired or expiration date invalid"),
    /** {@code nbf} is in the future, or no whole number. */
    NOT_YET_VALID(20105, "Access Token not yet valid"),
    /** No grant for video, or a malformed one. */
    GRANTS_INVALID(20106, "Invalid Access Token grants"),
    /** The identity is missing, empty, or no string. */
    IDENTITY_INVALID(53200, "Participant identity is invalid"),
    /** The identity is longer than {@value ParticipantIdentity#MAX_LENGTH}. */
    IDENTITY_TOO_LONG(53201, "Participant identity is too long"),
    /** The identity is not Unicode text. */
    IDENTITY_CHARACTERS_INVALID(53202, "Participant identity contains invalid characters");

    private final int code;
    private final String message;

    TokenError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The number that client SDKs choose the class of their error by. */
    public int code() {
        return code;
    }

    /** The fixed text; says no more about the token than the code does. */
    public String message() {
        return message;
    }
}
