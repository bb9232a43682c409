package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Time and CPU of requests that come at a steady rate, beside those of a route that does nothing. */
final class RouteCost {

    private static final int ROOMS = 1_000;
    private static final int PARTICIPANTS = 10;
    private static final int READS_PER_SECOND = 200;
    private static final int CREATES_PER_SECOND = 100;
    private static final int WARM_UP_PER_SECOND = 500;
    private static final int WARM_UP_REQUESTS = 1_500;

    private final Bench bench;
    private final int repetitions;
    private final int seconds;
    private final int warmUpRounds;
    private final AtomicInteger names = new AtomicInteger();

    /**
     * One kind of request.
     *
     * @param mostP99Millis the target
     * @param mostTimesFloor the target for CPU
     */
    private record Route(String name, int perSecond, double mostP99Millis, double mostTimesFloor, Request request) {}

    private interface Request {
        Future<Buffer> send(RestClient client);
    }

    /** What one repetition showed. */
    private record Round(double p50Millis, double p99Millis, double cpuSeconds, int failures, String objection) {}

    RouteCost(Bench bench) {
        this.bench = bench;
        this.repetitions = bench.quick ? 3 : 5;
        this.seconds = bench.quick ? 5 : 15;
        this.warmUpRounds = bench.quick ? 6 : 20;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        List<Finding> findings = new ArrayList<>();
        try (ChildServer server = bench.server(true);
                ChildServer floor = bench.floor(FloorRoute.class)) {
            RestClient client = new RestClient(bench.vertx, server);
            Bench.await(ClosedLoop.run(bench.vertx, ROOMS, 16, number -> client.create("room-" + number)));
            join(server);
            for (Route route : routes()) {
                findings.addAll(measure(route, server, floor));
            }
        }
        return findings;
    }

    private List<Route> routes() {
        return List.of(
                new Route("room fetch", READS_PER_SECOND, 50, 10, client -> client.get(RestClient.ROOMS + "/room-500")),
                new Route(
                        "room list, 50 of 1,000",
                        READS_PER_SECOND,
                        50,
                        20,
                        client -> client.get(RestClient.ROOMS + "?PageSize=50")),
                new Route(
                        "list of 10 participants",
                        READS_PER_SECOND,
                        50,
                        15,
                        client -> client.get(RestClient.ROOMS + "/people/Participants")),
                new Route(
                        "room create",
                        CREATES_PER_SECOND,
                        100,
                        20,
                        client -> client.create("made-" + names.incrementAndGet())));
    }

    private void join(ChildServer server) throws ExecutionException, InterruptedException, TimeoutException {
        for (int i = 0; i < PARTICIPANTS; i++) {
            Bench.await(new Client("people").join(bench.net(i), server.port()));
        }
    }

    private List<Finding> measure(Route route, ChildServer server, ChildServer floor)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        RestClient client = new RestClient(bench.vertx, server);
        RestClient floorClient = new RestClient(bench.vertx, floor);
        int bytes = Bench.await(route.request().send(client)).length();
        OpenLoop.Operation request = number -> route.request().send(client);
        OpenLoop.Operation nothing = number -> floorClient.get(FloorRoute.path(bytes));
        WarmUp.settle(
                warmUpRounds,
                () -> round(floor, WARM_UP_PER_SECOND, WARM_UP_REQUESTS, nothing)
                        .cpuSeconds());
        WarmUp.settle(
                warmUpRounds,
                () -> round(server, WARM_UP_PER_SECOND, WARM_UP_REQUESTS, request)
                        .cpuSeconds());
        int count = route.perSecond() * seconds;
        List<Round> rounds = new ArrayList<>();
        List<Round> floorRounds = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            floorRounds.add(round(floor, route.perSecond(), count, nothing));
            rounds.add(round(server, route.perSecond(), count, request));
            ratios.add(ratio(rounds.get(i).cpuSeconds(), floorRounds.get(i).cpuSeconds()));
        }
        return findings(route, bytes, rounds, floorRounds, ratios);
    }

    private Round round(ChildServer server, int perSecond, int count, OpenLoop.Operation operation)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        double before = server.cpuSeconds();
        Processor processor = new Processor(0);
        OpenLoop loop = new OpenLoop(bench.vertx, perSecond, count, 1, operation).run();
        double cpu = server.cpuSeconds() - before;
        return new Round(
                loop.millis(50).get(0),
                loop.millis(99).get(0),
                cpu / count * 1_000,
                loop.failures(),
                Fairness.objection(loop.lagMillis(), processor.percentForOthers(cpu)));
    }

    /** CPU is counted in ticks: none at all may be half of one. */
    private double ratio(double cpuSeconds, double floorSeconds) {
        return cpuSeconds / Math.max(floorSeconds, 0.005);
    }

    private List<Finding> findings(
            Route route, int bytes, List<Round> rounds, List<Round> floorRounds, List<Double> ratios) {
        String name = route.name();
        String objection = rounds.stream()
                .map(Round::objection)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        List<Double> failures =
                rounds.stream().map(round -> (double) round.failures()).toList();
        return List.of(
                Finding.told(name + ", " + route.perSecond() + " a second: p50", "ms", p50(rounds)),
                Finding.of(name + ": p99", "ms", p99(rounds), route.mostP99Millis())
                        .invalidBecause(objection),
                Finding.told(name + ", floor: p50", "ms", p50(floorRounds)),
                Finding.of(name + ": failures", "", failures, 0),
                Finding.told(name + ": CPU for 1,000 of " + bytes + " bytes", "s", cpu(rounds)),
                Finding.told(name + ", floor: CPU for 1,000", "s", cpu(floorRounds)),
                Finding.of(name + ": CPU, server / floor", "times", ratios, route.mostTimesFloor()));
    }

    private static List<Double> p50(List<Round> rounds) {
        return rounds.stream().map(Round::p50Millis).toList();
    }

    private static List<Double> p99(List<Round> rounds) {
        return rounds.stream().map(Round::p99Millis).toList();
    }

    private static List<Double> cpu(List<Round> rounds) {
        return rounds.stream().map(Round::cpuSeconds).toList();
    }
}
