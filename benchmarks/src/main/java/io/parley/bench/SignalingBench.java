package io.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what clients see of a server against its targets. */
@Command(
        name = "bench signaling",
        mixinStandardHelpOptions = true,
        description = "Measures what a message, a join, an idle participant and a start cost (parts: start, relay,"
                + " joins, memory). Takes a quarter of an hour; exits with 0 when all targets are met, 1 when one is"
                + " missed, 2 when the run is invalid.")
public final class SignalingBench extends BenchCommand {

    /** Files that a process needs besides its sockets. */
    private static final int OTHER_FILES = 500;

    @Option(
            names = "--participants",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many wait idly while memory is measured (${DEFAULT-VALUE}).")
    private int wantedParticipants;

    @Option(
            names = "--class-data",
            paramLabel = "FILE",
            description = "The archive that ./parley starts the server with: such starts are measured too.")
    private @Nullable Path classData;

    /** Runs it. */
    public static void main(String[] arguments) {
        execute(new SignalingBench(), arguments);
    }

    @Override
    void measure(Bench bench) throws IOException, InterruptedException {
        int participants = Math.min(wantedParticipants, (int) (openFiles() - OTHER_FILES) / 2 * 2);
        if (participants < wantedParticipants) {
            System.err.println("only " + participants + " participants: raise `ulimit -n` for more");
        }
        run("start", new StartTime(bench, classData)::measure);
        run("relay", new RelayCost(bench)::measure);
        run("joins", new JoinLoad(bench)::measure);
        run("memory", new MemoryCost(bench, participants)::measure);
    }
}
