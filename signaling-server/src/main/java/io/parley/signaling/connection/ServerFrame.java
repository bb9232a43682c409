package io.parley.signaling.connection;

import io.parley.signaling.message.ServerMessage;
import org.jspecify.annotations.Nullable;

/** One text frame to a client. */
public sealed interface ServerFrame {

    /**
     * Accepts a hello.
     *
     * @param negotiatedTimeoutMillis the longest silence that either side allows the other
     */
    record Welcome(long negotiatedTimeoutMillis) implements ServerFrame {}

    /**
     * Sends the client away for a while.
     *
     * @param retryAfterMillis how long to wait; negative: do not come back
     * @param keepAlive true: wait and say hello again on this socket; false: on a new one
     * @param cookie to be repeated with the next hello
     */
    record Busy(
            long retryAfterMillis,
            boolean keepAlive,
            @Nullable String cookie) implements ServerFrame {}

    /** Refuses a hello that breaks the envelope protocol. */
    record Bad(String reason) implements ServerFrame {}

    /** Carries a room message. */
    record Message(ServerMessage body) implements ServerFrame {}

    /** A sign of life. */
    record Heartbeat() implements ServerFrame {}
}
