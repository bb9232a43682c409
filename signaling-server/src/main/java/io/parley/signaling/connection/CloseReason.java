package io.parley.signaling.connection;

/**
 * Why the server closes a socket, with the WebSocket close code it uses.
 *
 * <p>The SDK resumes the session after any code but 1000 (the session is over) and 3005 (it hangs): docs/signaling.md,
 * "Close codes".
 */
public enum CloseReason {
    SESSION_ENDED(1000, "Session ended"),
    BROKEN(1011, "Internal error"),
    SHUTTING_DOWN(1012, "Service restart"),
    PROTOCOL_VIOLATED(1008, "Signaling protocol violated"),
    NO_HELLO(1008, "No hello in time"),
    NOTHING_ASKED(1008, "Nothing asked in time"),
    SILENT(4000, "No sign of life"),
    SUPERSEDED(4001, "Session resumed over another connection"),
    TOO_SLOW(4002, "Client reads too slowly"),
    BUSY_ELSEWHERE(1013, "Try again later"),
    BUSY_FOR_GOOD(3006, "Video server is busy");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
