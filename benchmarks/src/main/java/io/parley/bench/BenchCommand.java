package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all benchmarks share. Status 0: all targets met, 1: one missed, 2: the run says nothing. */
abstract class BenchCommand implements Callable<Integer> {

    @Option(names = "--server-jar", required = true, paramLabel = "JAR", description = "The server to measure.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path serverJar;

    @Option(names = "--quick", description = "Fewer and shorter repetitions: a few minutes.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Measure only these parts.")
    private Set<String> only = Set.of();

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "For the JVM of the servers under test; may be repeated.")
    private List<String> serverOptions = List.of();

    private final List<Finding> findings = new ArrayList<>();

    /** Measures one part. */
    interface Measurement {
        List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException;
    }

    /** Measures every part with {@link #run}. */
    abstract void measure(Bench bench) throws IOException, InterruptedException;

    static void execute(BenchCommand command, String... arguments) {
        System.exit(new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failure.printStackTrace(line.getErr());
                    return 2;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Integer serverCore = pinGenerator();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        try (Bench bench = new Bench(vertx, serverJar, serverOptions, serverCore, quick)) {
            measure(bench);
        }
        System.out.println(Finding.HEADER);
        findings.forEach(finding -> System.out.println(finding.row()));
        return Finding.status(findings);
    }

    /** Measures {@code part} if it is wanted. What goes wrong makes it invalid. */
    final void run(String part, Measurement measurement) throws InterruptedException {
        if (!only.isEmpty() && !only.contains(part)) {
            return;
        }
        System.err.println("measuring: " + part);
        try {
            findings.addAll(measurement.measure());
        } catch (IOException | ExecutionException | TimeoutException e) {
            findings.add(Finding.told(part, "", List.of()).invalidBecause(String.valueOf(e.getMessage())));
        }
    }

    /** Moves this process to the second processor, and returns the first; null where that cannot be done. */
    private static @Nullable Integer pinGenerator() throws InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            System.err.println("one processor: server and generator share it");
            return null;
        }
        try {
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-c",
                            "-p",
                            "1",
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .start();
            taskset.getInputStream().readAllBytes();
            return taskset.waitFor() == 0 ? 0 : null;
        } catch (IOException e) {
            System.err.println("no taskset: server and generator are not kept apart");
            return null;
        }
    }

    /** How many files this process may open. */
    static long openFiles() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return Long.MAX_VALUE;
        }
        for (String line : Files.readAllLines(limits)) {
            if (line.startsWith("Max open files")) {
                String soft = line.trim().split("\\s+", -1)[3];
                return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
            }
        }
        return Integer.MAX_VALUE;
    }
}
