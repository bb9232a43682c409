package io.parley.bench;

import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Joins that come at their times whatever the server does. A join counts from when it was to begin, so a server that
 * stalls pays for everybody who would have come meanwhile.
 */
final class JoinLoad {

    private static final int JOINS_PER_SECOND = 1_000;
    private static final int STAY_MILLIS = 2_000;
    private static final int WINDOWS = 5;
    private static final double MOST_P99_MILLIS = 1_000;
    /** A generator later than this at its 99th percentile measures itself. */
    private static final double MOST_LAG_MILLIS = 50;

    /** A processor that is shared more than this shows its other users. */
    private static final double MOST_PERCENT_FOR_OTHERS = 20;

    private final Bench bench;

    JoinLoad(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        int seconds = bench.quick ? 10 : 30;
        try (ChildServer server = bench.server(true)) {
            for (int rate : new int[] {100, 300, 600, JOINS_PER_SECOND}) {
                new Run(server, rate, rate * 3, "warm-" + rate + "-").run();
            }
            double cpuBefore = server.cpuSeconds();
            Processor processor = new Processor(0);
            Run run = new Run(server, JOINS_PER_SECOND, JOINS_PER_SECOND * seconds, "join-");
            run.run();
            double cpu = server.cpuSeconds() - cpuBefore;
            double lag = Finding.millis(run.lag, 99);
            double others = processor.percentForOthers(cpu);
            boolean slowGenerator = lag > MOST_LAG_MILLIS;
            boolean invalid = slowGenerator || others > MOST_PERCENT_FOR_OTHERS;
            String reason = slowGenerator ? "the generator was late itself" : "others used the server's processor";
            return List.of(
                    run.percentile("joins, 1,000 a second: p50", 50),
                    run.percentile("joins: p90", 90),
                    Finding.of("joins: p99", "ms", run.values(99), MOST_P99_MILLIS)
                            .invalidIf(invalid, reason),
                    run.percentile("joins: max", 100),
                    Finding.of("joins: failures", "", List.of((double) run.failures.get()), 0)
                            .invalidIf(invalid, reason),
                    Finding.told("joins: generator's lag, p99", "ms", List.of(lag)),
                    Finding.told("joins: server's processor used by others", "%", List.of(others)),
                    Finding.told("joins: server CPU for 1,000", "s", List.of(cpu / seconds)));
        }
    }

    private final class Run {

        final Histogram lag = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
        final List<Histogram> windows = new ArrayList<>();
        final AtomicInteger failures = new AtomicInteger();
        private final ChildServer server;
        private final int joins;
        private final long intervalNanos;
        private final String name;
        private final List<Client> prepared = new ArrayList<>();
        private final Promise<Void> over = Promise.promise();
        private int begun;
        private int settled;

        Run(ChildServer server, int perSecond, int joins, String name) {
            this.server = server;
            this.joins = joins;
            this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
            this.name = name;
            for (int i = 0; i < WINDOWS; i++) {
                windows.add(new Histogram(TimeUnit.MINUTES.toMicros(2), 3));
            }
            for (int i = 0; i < joins; i++) {
                prepared.add(new Client(name + i / 2));
            }
        }

        void run() throws ExecutionException, InterruptedException, TimeoutException {
            long start = System.nanoTime();
            bench.vertx.setPeriodic(1, timer -> {
                long now = System.nanoTime();
                while (begun < joins && start + begun * intervalNanos <= now) {
                    begin(begun, start + begun * intervalNanos);
                    begun++;
                }
                if (begun == joins) {
                    bench.vertx.cancelTimer(timer);
                }
            });
            over.future().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
            Thread.sleep(STAY_MILLIS + 500);
        }

        private void begin(int number, long intendedNanos) {
            lag.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intendedNanos));
            prepared.get(number)
                    .join(bench.net(number), server.port())
                    .onSuccess(client -> {
                        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intendedNanos);
                        windows.get((int) ((long) number * WINDOWS / joins)).recordValue(micros);
                        bench.vertx.setTimer(STAY_MILLIS, left -> client.leave());
                        settle();
                    })
                    .onFailure(failure -> {
                        if (failures.getAndIncrement() == 0) {
                            System.err.println("first failure of " + name + ": " + failure.getMessage());
                        }
                        settle();
                    });
        }

        private void settle() {
            if (++settled == joins) {
                over.complete();
            }
        }

        Finding percentile(String what, double percentile) {
            return Finding.told(what, "ms", values(percentile));
        }

        List<Double> values(double percentile) {
            return windows.stream()
                    .map(window -> Finding.millis(window, percentile))
                    .toList();
        }
    }
}
