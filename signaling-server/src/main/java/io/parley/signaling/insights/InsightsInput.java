package io.parley.signaling.insights;

/** What can happen to an {@link InsightsConnection}. */
public sealed interface InsightsInput {

    /**
     * A frame came in.
     *
     * @param epochSeconds wall-clock time, against which tokens are judged
     */
    record Received(InsightsMessage message, long epochSeconds) implements InsightsInput {}

    /** The page reads too slowly. */
    record Congested() implements InsightsInput {}

    /** The socket is gone, for whatever reason. */
    record SocketClosed() implements InsightsInput {}
}
