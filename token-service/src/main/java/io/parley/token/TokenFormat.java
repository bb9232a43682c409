package io.parley.token;

/** The fixed strings of a token, the same for who makes and who checks it. */
final class TokenFormat {

    static final String TYP = "JWT";
    static final String CTY = "twilio-fpa;v=1";

    /** Longest life: 24 hours. */
    static final long MAX_TTL_SECONDS = 86_400;

    private TokenFormat() {}
}
