package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Operations that begin at their times whatever the server does. Each counts from when it was to begin, so a server
 * that stalls pays for everybody who would have come meanwhile. Everything happens on the one event loop.
 */
final class OpenLoop {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final Vertx vertx;
    private final int count;
    private final long intervalNanos;
    private final Operation operation;
    private final Histogram lag = new Histogram(MAX_MICROS, 3);
    private final List<Histogram> windows;
    private final AtomicInteger failures = new AtomicInteger();
    private final Promise<Void> over = Promise.promise();
    private int begun;
    private int settled;

    /** Something of which there are many. */
    @FunctionalInterface
    interface Operation {
        Future<?> begin(int number);
    }

    /**
     * Prepares {@code count} operations.
     *
     * @param windows into how many stretches of time the results are divided
     */
    OpenLoop(Vertx vertx, int perSecond, int count, int windows, Operation operation) {
        this.vertx = vertx;
        this.count = count;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.operation = operation;
        this.windows = Stream.generate(() -> new Histogram(MAX_MICROS, 3))
                .limit(windows)
                .toList();
    }

    /** Returns once every operation has ended. */
    OpenLoop run() throws ExecutionException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        vertx.setPeriodic(1, timer -> {
            long now = System.nanoTime();
            while (begun < count && start + begun * intervalNanos <= now) {
                begin(begun, start + begun * intervalNanos);
                begun++;
            }
            if (begun == count) {
                vertx.cancelTimer(timer);
            }
        });
        over.future().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        return this;
    }

    private void begin(int number, long intendedNanos) {
        lag.recordValue(microsSince(intendedNanos));
        operation.begin(number).onComplete(result -> {
            if (result.succeeded()) {
                windows.get((int) ((long) number * windows.size() / count)).recordValue(microsSince(intendedNanos));
            } else if (failures.getAndIncrement() == 0) {
                System.err.println("first failure: " + result.cause().getMessage());
            }
            if (++settled == count) {
                over.complete();
            }
        });
    }

    private static long microsSince(long nanos) {
        return Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos));
    }

    int failures() {
        return failures.get();
    }

    /** How late operations began, at the 99th percentile. */
    double lagMillis() {
        return Finding.millis(lag, 99);
    }

    /** A percentile of each window, in milliseconds. */
    List<Double> millis(double percentile) {
        return windows.stream()
                .map(window -> Finding.millis(window, percentile))
                .toList();
    }
}
