package io.parley.signaling.connection;

import io.parley.signaling.message.ClientMessage;
import org.jspecify.annotations.Nullable;

/** One text frame from a client: the envelope around a room message, or a message of the envelope itself. */
public sealed interface ClientFrame {

    /**
     * Opens the conversation.
     *
     * @param timeoutMillis the longest silence that the client wants to see from the server
     * @param cookie what an earlier {@link ServerFrame.Busy} gave out
     */
    record Hello(long version, long timeoutMillis, @Nullable String cookie, ClientMessage body)
            implements ClientFrame {}

    /** Carries a room message. */
    record Message(ClientMessage body) implements ClientFrame {}

    /** A sign of life. */
    record Heartbeat() implements ClientFrame {}

    /** The client is about to close the socket in an orderly way. */
    record Bye() implements ClientFrame {}

    /** None of the above; {@code reason} is fit for a log and for the client. */
    record Malformed(String reason) implements ClientFrame {}
}
