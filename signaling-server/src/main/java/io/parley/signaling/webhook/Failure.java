package io.parley.signaling.webhook;

/** The kinds of failure of an attempt, by which is decided whether there will be another one. */
enum Failure {
    /** There was no connection, or no name, or no trust. */
    CONNECT,
    /** The connection was there, but no answer came in time, or at all. */
    READ,
    /** 4xx but for {@link #LATER}. */
    CLIENT_ERROR,
    /** 408 or 429: the same request may succeed later. */
    LATER,
    /** 5xx. */
    SERVER_ERROR,
    /** Another status that is not 2xx, such as a redirect. */
    OTHER_STATUS,
    /** Nothing was sent, since the URL, the address or the account does not allow it; no attempt could succeed. */
    REFUSED
}
