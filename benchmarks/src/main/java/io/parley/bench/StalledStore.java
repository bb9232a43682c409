package io.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Joins while another holds the database's lock, so that nothing is written: they are not to wait for it. */
final class StalledStore {

    private static final int JOINS_PER_SECOND = 100;
    /** With the time that clients stay well below the 5 s that the server waits for the lock. */
    private static final int STALL_SECONDS = 1;

    private static final double MOST_P99_MILLIS = 1_000;

    private final Bench bench;

    StalledStore(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        List<Double> free = new ArrayList<>();
        List<Double> stalled = new ArrayList<>();
        List<Double> stalledP99 = new ArrayList<>();
        List<Double> failures = new ArrayList<>();
        Path data = bench.newDirectory();
        try (ChildServer server = bench.server(true, data, List.of())) {
            joins(server, 5 * JOINS_PER_SECOND, "warm-");
            for (int i = 0; i < (bench.quick ? 3 : 5); i++) {
                free.addAll(joins(server, STALL_SECONDS * JOINS_PER_SECOND, "free-" + i + "-")
                        .millis(50));
                OpenLoop joins = stall(data, server, "stalled-" + i + "-");
                stalled.addAll(joins.millis(50));
                stalledP99.addAll(joins.millis(99));
                failures.add((double) joins.failures());
            }
        }
        return List.of(
                Finding.told("joins, 100 a second: p50", "ms", free),
                Finding.told("joins, database locked: p50", "ms", stalled),
                Finding.of("joins, database locked: p99", "ms", stalledP99, MOST_P99_MILLIS),
                Finding.of("joins, database locked: failures", "", failures, 0));
    }

    private OpenLoop stall(Path data, ChildServer server, String name)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("parley.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 5000");
            statement.execute("begin immediate");
            try {
                return joins(server, STALL_SECONDS * JOINS_PER_SECOND, name);
            } finally {
                statement.execute("rollback");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private OpenLoop joins(ChildServer server, int count, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        return JoinLoad.run(bench, server, JOINS_PER_SECOND, count, name);
    }
}
