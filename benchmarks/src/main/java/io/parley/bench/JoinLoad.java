package io.parley.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Joins that come at their times whatever the server does, two to a room. */
final class JoinLoad {

    private static final int JOINS_PER_SECOND = 1_000;
    private static final int STAY_MILLIS = 2_000;
    private static final int WINDOWS = 5;
    private static final double MOST_P99_MILLIS = 1_000;

    private final Bench bench;

    JoinLoad(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        int seconds = bench.quick ? 10 : 30;
        try (ChildServer server = bench.server(true)) {
            for (int rate : new int[] {100, 300, 600, JOINS_PER_SECOND}) {
                run(bench, server, rate, rate * 3, "warm-" + rate + "-");
            }
            double cpuBefore = server.cpuSeconds();
            Processor processor = new Processor(0);
            OpenLoop joins = run(bench, server, JOINS_PER_SECOND, JOINS_PER_SECOND * seconds, "join-");
            double cpu = server.cpuSeconds() - cpuBefore;
            double lag = joins.lagMillis();
            double others = processor.percentForOthers(cpu);
            String objection = Fairness.objection(lag, others);
            return List.of(
                    Finding.told("joins, 1,000 a second: p50", "ms", joins.millis(50)),
                    Finding.told("joins: p90", "ms", joins.millis(90)),
                    Finding.of("joins: p99", "ms", joins.millis(99), MOST_P99_MILLIS)
                            .invalidBecause(objection),
                    Finding.told("joins: max", "ms", joins.millis(100)),
                    Finding.of("joins: failures", "", List.of((double) joins.failures()), 0)
                            .invalidBecause(objection),
                    Finding.told("joins: generator's lag, p99", "ms", List.of(lag)),
                    Finding.told("joins: server's processor used by others", "%", List.of(others)),
                    Finding.told("joins: server CPU for 1,000", "s", List.of(cpu / seconds)));
        }
    }

    /** Lets clients join who are there for {@value #STAY_MILLIS} ms, and waits until all have left. */
    static OpenLoop run(Bench bench, ChildServer server, int perSecond, int joins, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Client> prepared = IntStream.range(0, joins)
                .mapToObj(number -> new Client(name + number / 2))
                .toList();
        OpenLoop loop = new OpenLoop(
                bench.vertx,
                perSecond,
                joins,
                WINDOWS,
                number -> prepared.get(number)
                        .join(bench.net(number), server.port())
                        .onSuccess(client -> bench.vertx.setTimer(STAY_MILLIS, left -> client.leave())));
        loop.run();
        Thread.sleep(STAY_MILLIS + 500);
        return loop;
    }
}
