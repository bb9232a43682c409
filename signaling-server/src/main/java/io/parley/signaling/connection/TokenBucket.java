package io.parley.signaling.connection;

/** A rate limit with bursts: {@code burst} tokens at most, {@code perSecond} new ones each second. */
final class TokenBucket {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long nanosPerToken;
    private final long burstNanos;
    /** When the bucket would be full again; the further ahead of now, the emptier it is. */
    private long fullAtNanos;

    TokenBucket(int perSecond, int burst, long nowNanos) {
        nanosPerToken = Math.max(1, NANOS_PER_SECOND / perSecond);
        burstNanos = nanosPerToken * burst;
        fullAtNanos = nowNanos;
    }

    /** Takes a token if there is one. */
    boolean take(long nowNanos) {
        if (waitNanos(nowNanos) > 0) {
            return false;
        }
        fullAtNanos = Math.max(fullAtNanos, nowNanos) + nanosPerToken;
        return true;
    }

    /** Takes the next token that there will be, and tells how long to wait for it. */
    long reserve(long nowNanos) {
        long waitNanos = waitNanos(nowNanos);
        fullAtNanos = Math.max(fullAtNanos, nowNanos) + nanosPerToken;
        return waitNanos;
    }

    /** How long until there is a token. */
    long waitNanos(long nowNanos) {
        return Math.max(0, fullAtNanos + nanosPerToken - burstNanos - nowNanos);
    }
}
