package io.parley.bench;

import picocli.CommandLine.Command;

/** Measures what apps see of a server against its targets. */
@Command(
        name = "bench rest",
        mixinStandardHelpOptions = true,
        description = "Measures what requests to the REST interface, the journal and webhooks cost (parts: routes,"
                + " commits, journal, stall, webhooks). Takes twenty minutes; exits with 0 when all targets are met, 1"
                + " when one is missed, 2 when the run is invalid.")
public final class RestBench extends BenchCommand {

    /** Runs it. */
    public static void main(String[] arguments) {
        execute(new RestBench(), arguments);
    }

    @Override
    void measure(Bench bench) throws InterruptedException {
        run("routes", new RouteCost(bench)::measure);
        run("commits", new CommitCount(bench)::measure);
        run("journal", new JournalRate(bench)::measure);
        run("stall", new StalledStore(bench)::measure);
        run("webhooks", new WebhookRate(bench)::measure);
    }
}
