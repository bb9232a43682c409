package io.parley.machine;

import org.jspecify.annotations.Nullable;

/**
 * A piece of protocol or domain logic without socket, thread or clock: inputs and the time go in, outputs are polled.
 *
 * <p>The contract for whoever drives one: <b>one input, then {@link #poll} until null, then arm one timer</b> for
 * {@link #nextTimeoutNanos}. The machine never calls back. Same inputs at the same times give the same outputs;
 * randomness and ids come in through the constructor. One thread at a time.
 *
 * @param <I> what can happen to it
 * @param <O> what it wants done
 */
public interface Machine<I, O> {

    /** The deadline of a machine that waits for nothing. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Takes in something that happened.
     *
     * @param nowNanos monotonic time; never less than in an earlier call
     */
    void handle(long nowNanos, I input);

    /** Fires everything that is due at {@code nowNanos}. Calling it early is harmless. */
    void handleTimeout(long nowNanos);

    /** The next thing to do, or null once there is nothing left. */
    @Nullable
    O poll();

    /** When {@link #handleTimeout} is next needed (monotonic, may lie in the past), or {@link #NEVER}. */
    long nextTimeoutNanos();
}
