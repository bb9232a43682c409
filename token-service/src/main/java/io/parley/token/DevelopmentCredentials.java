package io.parley.token;

/**
 * The account and API key of a server on a developer's own machine.
 *
 * <p>They are printed in the documentation, so they protect nothing: a server that others can reach must refuse them.
 */
public final class DevelopmentCredentials {

    /** The account. */
    public static final String ACCOUNT_SID = "AC00000000000000000000000000000000";

    /** Opens the REST interface, as the password of {@link #ACCOUNT_SID}. */
    public static final String AUTH_TOKEN = "parley-dev-auth-token-0000000000";

    /** Name of {@link #API_KEY}. */
    public static final String API_KEY_SID = "SK00000000000000000000000000000000";

    /** Signs access tokens. */
    public static final ApiKey API_KEY = new ApiKey(API_KEY_SID, ACCOUNT_SID, "parley-dev-secret-00000000000000000000");

    private DevelopmentCredentials() {}
}
