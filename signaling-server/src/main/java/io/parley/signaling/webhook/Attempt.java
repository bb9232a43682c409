package io.parley.signaling.webhook;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver, as it is kept.
 *
 * @param number from 1
 * @param responseStatus null: no answer
 * @param error null: delivered
 */
record Attempt(
        int number,
        long atMillis,
        long durationMillis,
        @Nullable Integer responseStatus,
        @Nullable String error) {}
