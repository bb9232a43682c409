package io.parley.signaling.connection;

import io.parley.machine.TokenBucket;
import java.time.Duration;

/**
 * Who may come in while the server is full, hurried or about to stop. One per event loop, shared by its connections.
 *
 * <p>Clients that resume a session are only held up by a shutdown: turning them away would end calls that run.
 */
public final class Admission {

    /**
     * What a loop takes on.
     *
     * @param maxConnections sockets; above it newcomers are refused for good
     * @param joinsPerSecond sustained rate of newcomers; above it they queue
     * @param joinBurst newcomers that may come at once
     * @param longestWait of a newcomer in the queue; who would have to wait longer is refused for good
     * @param drainRetry when a client should look for a server again while this one shuts down
     */
    public record Limits(
            int maxConnections, int joinsPerSecond, int joinBurst, Duration longestWait, Duration drainRetry) {}

    /** What a hello is answered with. */
    sealed interface Decision {
        record Admit() implements Decision {}

        /** Say hello again on this socket after the wait; the place is kept. */
        record Wait(long nanos) implements Decision {}

        record TryElsewhere(long afterMillis) implements Decision {}

        record Refuse() implements Decision {}
    }

    private final Limits limits;
    private final TokenBucket joins;
    private int connections;
    private boolean draining;
    private boolean overloaded;

    public Admission(Limits limits, long nowNanos) {
        this.limits = limits;
        this.joins = new TokenBucket(limits.joinsPerSecond(), limits.joinBurst(), nowNanos);
    }

    /** From now on everybody is sent elsewhere. */
    public void drain() {
        draining = true;
    }

    /** Whether newcomers are sent elsewhere for now; who resumes is let in. */
    public void overloaded(boolean overloaded) {
        this.overloaded = overloaded;
    }

    /** A socket has opened; each one is followed by {@link #closed}. */
    void opened() {
        connections++;
    }

    void closed() {
        connections--;
    }

    Decision decide(long nowNanos, boolean resumes) {
        if (draining) {
            return new Decision.TryElsewhere(limits.drainRetry().toMillis());
        }
        if (resumes) {
            return new Decision.Admit();
        }
        if (overloaded) {
            return new Decision.TryElsewhere(limits.drainRetry().toMillis());
        }
        if (connections > limits.maxConnections()
                || joins.waitNanos(nowNanos) > limits.longestWait().toNanos()) {
            return new Decision.Refuse();
        }
        long waitNanos = joins.reserve(nowNanos);
        return waitNanos == 0 ? new Decision.Admit() : new Decision.Wait(waitNanos);
    }
}
