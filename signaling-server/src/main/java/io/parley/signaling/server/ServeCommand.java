package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.token.DevelopmentCredentials;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server for others to use: credentials come from the configuration. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server with a configuration of your own.")
final class ServeCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings that differ from the defaults; `parley config` prints them all.")
    @SuppressWarnings("NullAway.Init") // picocli's
    private Path file;

    @Override
    public Integer call() {
        try {
            Config config = ConfigLoader.load(file);
            String objection = objection(config);
            if (objection != null) {
                throw new IllegalArgumentException(objection);
            }
            return Serving.run(
                    config, spec.commandLine().getOut(), spec.commandLine().getErr());
        } catch (ConfigException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("configuration: " + e.getMessage());
            return USAGE;
        }
    }

    /** Why a server with this configuration must not run, or null. */
    static @Nullable String objection(Config config) {
        if (config.apiKeys().isEmpty() && config.accounts().isEmpty()) {
            return "api_keys and accounts are empty: nobody could join";
        }
        for (Config.Account account : config.accounts()) {
            if (account.authToken().equals(DevelopmentCredentials.AUTH_TOKEN)) {
                return "accounts holds the auth token of development, which everybody knows";
            }
        }
        for (Config.Key key : config.apiKeys()) {
            if (key.sid().equals(DevelopmentCredentials.API_KEY_SID)
                    || key.secret().equals(DevelopmentCredentials.API_KEY.secret())) {
                return "api_keys holds the key of development, which everybody knows";
            }
        }
        Config.TokenService tokens = config.tokenService();
        if (tokens.enabled()
                && (tokens.credential() == null || tokens.credential().isEmpty())) {
            return "token_service.enabled needs token_service.credential";
        }
        return null;
    }
}
