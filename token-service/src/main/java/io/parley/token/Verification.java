package io.parley.token;

/** What came of looking at a token. */
public sealed interface Verification {

    /** It is good: signed by a key in force, valid now, and for video. */
    record Verified(AccessToken token) implements Verification {}

    /** It opens nothing. */
    record Rejected(TokenError error) implements Verification {}
}
