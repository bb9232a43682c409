package io.parley.signaling.insights;

import java.time.Duration;

/**
 * The patience of the gateway with one socket.
 *
 * @param connectTimeout from an open socket to a valid {@code connect}
 * @param deadAfter silence after which a page counts as gone
 * @param messagesPerSecond sustained rate of messages from one page
 * @param messageBurst how many messages may come at once
 */
public record InsightsLimits(Duration connectTimeout, Duration deadAfter, int messagesPerSecond, int messageBurst) {}
