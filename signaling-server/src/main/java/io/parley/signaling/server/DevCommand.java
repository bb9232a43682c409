package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigException;
import io.parley.signaling.config.ConfigLoader;
import io.parley.token.ApiKey;
import io.parley.token.DevelopmentCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole product on one machine, with credentials that everybody knows, for loopback only. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine, for this machine only, with well-known credentials.")
public final class DevCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0: a free one, printed.")
    private @Nullable Integer port;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings that differ from the defaults.")
    private @Nullable Path file;

    @Override
    public Integer call() throws ConfigException {
        Config config = file == null ? ConfigLoader.defaults() : ConfigLoader.load(file);
        return Serving.run(
                forDevelopment(config, port),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    /** {@code config} with the development key, an open token service, and loopback only. */
    public static Config forDevelopment(Config config, @Nullable Integer port) {
        ApiKey key = DevelopmentCredentials.API_KEY;
        Config.Http http = config.http();
        Config.TokenService tokens = config.tokenService();
        return new Config(
                new Config.Http(
                        LOOPBACK,
                        port == null ? http.port() : port,
                        http.eventLoops(),
                        http.nativeTransport(),
                        http.compression(),
                        http.idleTimeout(),
                        http.drainTimeout(),
                        http.drainRetry()),
                List.of(new Config.Key(key.sid(), key.accountSid(), key.secret())),
                config.tokenLeeway(),
                config.signaling(),
                config.rooms(),
                config.ice(),
                new Config.TokenService(
                        true, null, null, tokens.defaultTtl(), tokens.maxTtl(), tokens.allowedOrigins()),
                config.insights());
    }
}
