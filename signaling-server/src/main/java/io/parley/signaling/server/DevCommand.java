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
    /** Known to everybody, as all credentials of development. */
    private static final String ENCRYPTION_KEY = "cGFybGV5LWRldi1lbmNyeXB0aW9uLWtleS0wMDAwMDA=";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0: a free one, printed.")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the database is; .parley unless told otherwise.")
    private @Nullable String directory;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings that differ from the defaults.")
    private @Nullable Path file;

    @Override
    public Integer call() throws ConfigException {
        Config config = file == null ? ConfigLoader.defaults() : ConfigLoader.load(file);
        return Serving.run(
                forDevelopment(config, port, directory),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    /**
     * {@code config} with the credentials of development, an open token service, and loopback only.
     *
     * @param port null: that of {@code config}
     * @param directory of the database; null: that of {@code config}
     */
    public static Config forDevelopment(Config config, @Nullable Integer port, @Nullable String directory) {
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
                        http.publicUrl(),
                        http.idleTimeout(),
                        http.drainTimeout(),
                        http.drainRetry()),
                store(config.store(), directory),
                List.of(new Config.Account(DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN)),
                List.of(new Config.Key(key.sid(), key.accountSid(), key.secret())),
                config.tokenLeeway(),
                config.signaling(),
                config.rooms(),
                config.ice(),
                new Config.TokenService(
                        true, null, null, tokens.defaultTtl(), tokens.maxTtl(), tokens.allowedOrigins()),
                config.insights(),
                config.rest(),
                webhooks(config.webhooks()));
    }

    private static Config.Store store(Config.Store store, @Nullable String directory) {
        return new Config.Store(
                directory == null ? store.directory() : directory,
                store.url(),
                store.user(),
                store.password(),
                store.maxWaiting(),
                store.encryptionKey() == null ? ENCRYPTION_KEY : store.encryptionKey(),
                store.keepEndedRooms());
    }

    /** Receivers run on this machine too. */
    private static Config.Webhooks webhooks(Config.Webhooks webhooks) {
        return new Config.Webhooks(
                webhooks.connectTimeout(),
                webhooks.timeout(),
                webhooks.firstRetry(),
                webhooks.longestRetry(),
                webhooks.retryFor(),
                webhooks.maxInFlight(),
                webhooks.maxInFlightPerHost(),
                true,
                webhooks.keepDeliveries());
    }
}
