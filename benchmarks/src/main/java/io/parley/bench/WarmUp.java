package io.parley.bench;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Load before what is measured, until the server's JVM has compiled what matters. */
final class WarmUp {

    /** The cost has settled when a round differs from the one before by less. */
    private static final double SETTLED = 0.05;
    /** However even: the first rounds are interpreted. */
    private static final int LEAST_ROUNDS = 3;

    private WarmUp() {}

    /** One round. */
    @FunctionalInterface
    interface Round {
        /** Returns what it cost, in any unit. */
        double cost() throws IOException, ExecutionException, InterruptedException, TimeoutException;
    }

    static void settle(int mostRounds, Round round)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < mostRounds; i++) {
            double now = round.cost();
            if (i >= LEAST_ROUNDS && Math.abs(now - before) < SETTLED * before) {
                return;
            }
            before = now;
        }
    }
}
