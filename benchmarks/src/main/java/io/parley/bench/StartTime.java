package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a server takes until it serves, with a database that is there already. */
final class StartTime {

    private static final double MOST_MILLIS = 2_000;

    private final Bench bench;
    private final @Nullable Path classData;

    /** @param classData archive of class data; null: only starts without are measured */
    StartTime(Bench bench, @Nullable Path classData) {
        this.bench = bench;
        this.classData = classData;
    }

    List<Finding> measure() throws IOException {
        Path data = bench.newDirectory();
        start(data, List.of());
        List<Double> plain = new ArrayList<>();
        List<Double> archived = new ArrayList<>();
        for (int i = 0; i < (bench.quick ? 3 : 7); i++) {
            plain.add(start(data, List.of()));
            if (classData != null && Files.exists(classData)) {
                archived.add(start(data, List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + classData)));
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.of("start: to the line `ready`", "ms", plain, MOST_MILLIS));
        if (!archived.isEmpty()) {
            findings.add(Finding.of("start: as ./parley does, with class data", "ms", archived, MOST_MILLIS));
        }
        return findings;
    }

    private double start(Path data, List<String> javaOptions) throws IOException {
        try (ChildServer server = bench.server(false, data, javaOptions)) {
            return server.startMillis();
        }
    }
}
