package io.parley.signaling.server;

import io.parley.signaling.message.ServerMessage;

/** What the owner of a room sends to the loop that holds a connection. */
sealed interface Delivery {

    /** Which connection of the loop. */
    long connection();

    /** Give {@code message} to the client. */
    record ToClient(long connection, ServerMessage message) implements Delivery {}

    /** The session goes on over another connection. */
    record Supersede(long connection) implements Delivery {}
}
