package io.parley.signaling.connection;

import java.time.Duration;

/**
 * The patience of a server with one socket.
 *
 * @param helloTimeout from an open socket to its hello, from a welcome to a request to join or resume, and from there to
 *     the room's answer
 * @param heartbeatInterval the shortest negotiated silence; a client may ask for a longer one
 * @param deadAfter silence after which a client counts as gone; never less than three negotiated intervals, since
 *     browsers slow down the timers of hidden pages
 * @param closingTimeout how long a client may take to close a socket whose session has ended
 * @param messagesPerSecond sustained rate of messages from one client
 * @param messageBurst how many messages may come at once
 * @param bytesPerSecond sustained size of the messages from one client
 * @param byteBurst how many bytes may come at once
 */
public record ConnectionLimits(
        Duration helloTimeout,
        Duration heartbeatInterval,
        Duration deadAfter,
        Duration closingTimeout,
        int messagesPerSecond,
        int messageBurst,
        int bytesPerSecond,
        int byteBurst) {}
