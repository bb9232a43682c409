package io.parley.signaling.server;

import io.parley.signaling.config.ConfigLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every setting with its default. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints a commented configuration with every setting and its default.")
final class ConfigCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ConfigLoader.sample());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
