package io.parley.signaling.webhook;

import io.parley.signaling.config.Config;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: after a wait that doubles up to a longest one, until the time for it is
 * over; the last attempt is at the very end of that time.
 *
 * <p>The time counts from when the delivery was queued, not from its first attempt. So the events behind one that is given
 * up get a few attempts each, instead of the whole time one after the other.
 */
final class RetrySchedule {

    private static final Set<Failure> RETRIED =
            EnumSet.of(Failure.CONNECT, Failure.READ, Failure.SERVER_ERROR, Failure.LATER);

    private final long firstMillis;
    private final long longestMillis;
    private final long windowMillis;

    RetrySchedule(Duration first, Duration longest, Duration window) {
        this.firstMillis = first.toMillis();
        this.longestMillis = Math.max(longest.toMillis(), first.toMillis());
        this.windowMillis = window.toMillis();
    }

    static RetrySchedule of(Config.Webhooks config) {
        return new RetrySchedule(config.firstRetry(), config.longestRetry(), config.retryFor());
    }

    /**
     * How far a delivery has come.
     *
     * @param attempts made since it was queued, at least one
     * @param queuedAtMillis when it was queued, by the event or by a replay
     * @param firstAttemptAtMillis when the first of the attempts began
     */
    record Progress(int attempts, long queuedAtMillis, long firstAttemptAtMillis) {}

    /** When to try again, in epoch milliseconds; null: not at all. */
    @Nullable
    Long next(Progress progress, Failure failure, DeliveryOverrides overrides, long nowMillis) {
        Set<Failure> retried = overrides.retryOn() == null ? RETRIED : overrides.retryOn();
        Integer retries = overrides.retries();
        if (!retried.contains(failure) || (retries != null && progress.attempts() > retries)) {
            return null;
        }
        long delayMillis = delayMillis(progress.attempts());
        Integer totalMillis = overrides.totalMillis();
        if (totalMillis != null && nowMillis + delayMillis >= progress.firstAttemptAtMillis() + totalMillis) {
            return null;
        }
        long endMillis = progress.queuedAtMillis() + windowMillis;
        return nowMillis >= endMillis ? null : Long.valueOf(Math.min(nowMillis + delayMillis, endMillis));
    }

    private long delayMillis(int attempts) {
        long delayMillis = firstMillis;
        for (int i = 1; i < attempts && delayMillis < longestMillis; i++) {
            delayMillis *= 2;
        }
        return Math.min(delayMillis, longestMillis);
    }
}
