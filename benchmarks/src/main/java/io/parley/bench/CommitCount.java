package io.parley.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many times a room that is made over REST waits for the disk: once when alone, less in company. */
final class CommitCount {

    private static final Pattern COMMITS = Pattern.compile("(?m)^parley_store_commits_total (\\S+)$");
    private static final int IN_COMPANY = 32;

    private final Bench bench;
    private final AtomicInteger names = new AtomicInteger();

    CommitCount(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        int creates = bench.quick ? 200 : 1_000;
        List<Double> alone = new ArrayList<>();
        List<Double> inCompany = new ArrayList<>();
        List<Double> rate = new ArrayList<>();
        try (ChildServer server = bench.server(true)) {
            RestClient client = new RestClient(bench.vertx, server);
            commitsPerCreate(client, creates, IN_COMPANY);
            for (int i = 0; i < (bench.quick ? 3 : 5); i++) {
                alone.add(commitsPerCreate(client, creates, 1));
                long start = System.nanoTime();
                inCompany.add(commitsPerCreate(client, creates, IN_COMPANY));
                rate.add(creates / ((System.nanoTime() - start) / 1e9));
            }
        }
        return List.of(
                Finding.of("room create: commits for each, alone", "", alone, 1),
                Finding.of("room create: commits for each, 32 at a time", "", inCompany, 1),
                Finding.told("room create: a second, 32 at a time", "", rate));
    }

    private double commitsPerCreate(RestClient client, int creates, int atATime)
            throws ExecutionException, InterruptedException, TimeoutException {
        double before = commits(Bench.await(client.get("/metrics")));
        Bench.await(ClosedLoop.run(
                bench.vertx, creates, atATime, number -> client.create("counted-" + names.incrementAndGet())));
        return (commits(Bench.await(client.get("/metrics"))) - before) / creates;
    }

    /** @throws IllegalStateException when the server does not tell */
    static double commits(Buffer metrics) {
        Matcher matcher = COMMITS.matcher(metrics.toString());
        if (!matcher.find()) {
            throw new IllegalStateException("no parley_store_commits_total in the metrics");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
