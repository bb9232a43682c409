package io.parley.signaling.server;

import io.parley.token.server.TokenCommand;
import io.parley.token.server.TokenServiceMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the product. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        version = "Parley 0.1.0",
        description = "A self-hosted server for apps written for the twilio-video SDK.",
        subcommands = {
            DevCommand.class,
            ServeCommand.class,
            TokenCommand.class,
            TokenServiceMain.class,
            ConfigCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs one command. One that serves returns once it is ready: its event loops keep the process alive. */
    public static void main(String[] arguments) {
        int status = new CommandLine(new Main()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
