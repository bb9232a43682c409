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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a signaling server against its targets. Status 0: all met, 1: one missed, 2: the run says nothing. */
@Command(
        name = "bench signaling",
        mixinStandardHelpOptions = true,
        description = "Measures what a message, a join, an idle participant and a start cost. Takes a quarter of an"
                + " hour; exits with 0 when all targets are met, 1 when one is missed, 2 when the run is invalid.")
public final class SignalingBench implements Callable<Integer> {

    private static final double MOST_START_MILLIS = 2_000;
    /** Files that a process needs besides its sockets. */
    private static final int OTHER_FILES = 500;

    @Option(names = "--server-jar", required = true, paramLabel = "JAR", description = "The server to measure.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path serverJar;

    @Option(names = "--quick", description = "Fewer and shorter repetitions: a few minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure only these: relay, joins, memory, start.")
    private Set<String> only = Set.of("relay", "joins", "memory", "start");

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "For the JVM of the servers under test; may be repeated.")
    private List<String> serverOptions = List.of();

    @Option(
            names = "--participants",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many wait idly while memory is measured (${DEFAULT-VALUE}).")
    private int wantedParticipants;

    private interface Measurement {
        List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SignalingBench())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failure.printStackTrace(line.getErr());
                    return 2;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Integer serverCore = pinGenerator();
        int participants = Math.min(wantedParticipants, (int) (openFiles() - OTHER_FILES) / 2 * 2);
        if (participants < wantedParticipants) {
            System.err.println("only " + participants + " participants: raise `ulimit -n` for more");
        }
        List<Finding> findings = new ArrayList<>();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        try (Bench bench = new Bench(vertx, serverJar, serverOptions, serverCore, quick)) {
            run("start", () -> start(bench), findings);
            run("relay", new RelayCost(bench)::measure, findings);
            run("joins", new JoinLoad(bench)::measure, findings);
            run("memory", new MemoryCost(bench, participants)::measure, findings);
        }
        System.out.printf("%-46s %10s  %20s%n", "", "median", "min .. max");
        findings.forEach(finding -> System.out.println(finding.row()));
        if (findings.stream().anyMatch(finding -> !finding.isValid())) {
            return 2;
        }
        return findings.stream().allMatch(Finding::isMet) ? 0 : 1;
    }

    private void run(String part, Measurement measurement, List<Finding> findings) throws InterruptedException {
        if (!only.contains(part)) {
            return;
        }
        System.err.println("measuring: " + part);
        try {
            findings.addAll(measurement.measure());
        } catch (IOException | ExecutionException | TimeoutException e) {
            findings.add(Finding.told(part, "", List.of()).invalidIf(true, String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> start(Bench bench) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < (quick ? 3 : 5); i++) {
            try (ChildServer server = bench.server(false)) {
                millis.add((double) server.startMillis());
            }
        }
        return List.of(Finding.of("start: to the line `ready`", "ms", millis, MOST_START_MILLIS));
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

    private static long openFiles() throws IOException {
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
