package io.parley.machine;

/** A rate limit with bursts: {@code burst} tokens at most, {@code perSecond} new ones each second. */
public final class TokenBucket {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long nanosPerToken;
    private final long burstNanos;
    /** When the bucket would be full again; the further ahead of now, the emptier it is. */
    private long fullAtNanos;

    public TokenBucket(int perSecond, int burst, long nowNanos) {
        nanosPerToken = Math.max(1, NANOS_PER_SECOND / perSecond);
        burstNanos = nanosPerToken * burst;
        fullAtNanos = nowNanos;
    }

    /** Takes a token if there is one. */
    public boolean take(long nowNanos) {
        return take(nowNanos, 1);
    }

    /** Takes so many tokens if they are there. */
    public boolean take(long nowNanos, int tokens) {
        if (waitNanos(nowNanos, tokens) > 0) {
            return false;
        }
        fullAtNanos = Math.max(fullAtNanos, nowNanos) + nanosPerToken * tokens;
        return true;
    }

    /** Takes the next token that there will be, and tells how long to wait for it. */
    public long reserve(long nowNanos) {
        long waitNanos = waitNanos(nowNanos);
        fullAtNanos = Math.max(fullAtNanos, nowNanos) + nanosPerToken;
        return waitNanos;
    }

    /** How long until there is a token. */
    public long waitNanos(long nowNanos) {
        return waitNanos(nowNanos, 1);
    }

    private long waitNanos(long nowNanos, int tokens) {
        return Math.max(0, Math.max(fullAtNanos, nowNanos) + nanosPerToken * tokens - burstNanos - nowNanos);
    }
}
