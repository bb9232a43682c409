package io.parley.token.server;

import io.parley.token.ApiKey;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints one access token, and nothing else, on the standard output. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints an access token: by default one for a server on this machine in development.")
public final class TokenCommand implements Callable<Integer> {

    private final SecretSource secrets;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(names = "--identity", required = true, paramLabel = "NAME", description = "Who the bearer is.")
    private String identity = "";

    @Option(
            names = "--room",
            paramLabel = "NAME",
            description = "Unique name or SID of the only room it opens; every room when left out.")
    private @Nullable String room;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long it is valid: 1 to 86400, ${DEFAULT-VALUE} when left out.")
    private long ttlSeconds;

    @Option(
            names = "--account",
            paramLabel = "SID",
            defaultValue = DevelopmentCredentials.ACCOUNT_SID,
            description = "Account of the key; that of development when left out.")
    private String accountSid = "";

    @Option(
            names = "--key",
            paramLabel = "SID",
            defaultValue = DevelopmentCredentials.API_KEY_SID,
            description = "API key that signs it; that of development when left out.")
    private String keySid = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Holds the secret of --key; else it is taken from " + TokenServiceMain.SECRET_VARIABLE + ".")
    private @Nullable Path secretFile;

    /** The command as picocli makes it: with the environment and the clock of this process. */
    public TokenCommand() {
        this(System.getenv(), InstantSource.system());
    }

    TokenCommand(Map<String, String> environment, InstantSource clock) {
        this.secrets = new SecretSource(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            TokenRequest request = new TokenRequest(identity, room, Duration.ofSeconds(ttlSeconds));
            String token = TokenMinter.mint(key(), request, clock.instant().getEpochSecond());
            spec.commandLine().getOut().println(token);
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The secret of development is no secret, so a variable set for a real key does not replace it. */
    private ApiKey key() {
        if (keySid.equals(DevelopmentCredentials.API_KEY_SID) && secretFile == null) {
            return new ApiKey(keySid, accountSid, DevelopmentCredentials.API_KEY.secret());
        }
        String secret = secrets.find(secretFile, TokenServiceMain.SECRET_VARIABLE);
        if (secret == null) {
            throw new IllegalArgumentException(
                    "no secret for " + keySid + ": set " + TokenServiceMain.SECRET_VARIABLE + " or give --secret-file");
        }
        return new ApiKey(keySid, accountSid, secret);
    }
}
