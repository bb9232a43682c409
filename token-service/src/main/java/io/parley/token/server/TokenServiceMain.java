package io.parley.token.server;

import io.parley.token.ApiKey;
import io.parley.token.DevelopmentCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The token service as a process of its own.
 *
 * <p>Prints {@code ready http://host:port} once it serves, and ends on SIGTERM after the requests under way. Speaks clear
 * HTTP: off this machine it belongs behind a proxy that does TLS.
 */
@Command(
        name = "token-service",
        mixinStandardHelpOptions = true,
        description = {
            "Hands out access tokens: GET " + TokenRoutes.PATH + "?identity=NAME[&room=NAME][&ttl=SECONDS]",
            "",
            "Callers show the credential as 'Authorization: Bearer CREDENTIAL'. Speaks clear HTTP: off this machine, put "
                    + "it behind a proxy that does TLS.",
            ""
        })
public final class TokenServiceMain implements Callable<Integer> {

    static final String SECRET_VARIABLE = "PARLEY_API_KEY_SECRET";
    static final String CREDENTIAL_VARIABLE = "PARLEY_TOKEN_CREDENTIAL";

    /** A caller gets its token in milliseconds; whoever takes this long is gone. */
    private static final int IDLE_SECONDS = 30;

    /** Service managers send SIGKILL after 10 seconds at the earliest. */
    private static final int SHUTDOWN_SECONDS = 5;

    private final SecretSource secrets;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on, ${DEFAULT-VALUE} when left out.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port to listen on, ${DEFAULT-VALUE} when left out; 0 takes a free one.")
    private int port;

    @Option(names = "--account", required = true, paramLabel = "SID", description = "Account of the key.")
    private String accountSid = "";

    @Option(names = "--key", required = true, paramLabel = "SID", description = "API key that signs the tokens.")
    private String keySid = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Holds the secret of --key; else it is taken from " + SECRET_VARIABLE + ".")
    private @Nullable Path secretFile;

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            description = "Holds the credential of callers; else it is taken from " + CREDENTIAL_VARIABLE + ".")
    private @Nullable Path credentialFile;

    @Option(names = "--open", description = "Hand out tokens without a credential. Only on a loopback address.")
    private boolean open;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "Lets the pages of an origin such as https://app.example.com read the answers (CORS). Repeatable.")
    private Set<String> allowedOrigins = Set.of();

    /** The command as picocli makes it: with the environment of this process. */
    public TokenServiceMain() {
        this(System.getenv());
    }

    TokenServiceMain(Map<String, String> environment) {
        this.secrets = new SecretSource(environment);
    }

    /** Runs the service until SIGTERM; a wrong option ends it with status 2, a port in use with status 1. */
    public static void main(String[] arguments) {
        int status = new CommandLine(new TokenServiceMain()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns as soon as the service is ready: it is Vert.x's threads that keep the process alive. */
    @Override
    public Integer call() {
        InetAddress address;
        TokenRouteOptions options;
        try {
            address = address();
            options = options(address);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return run(options, address);
    }

    /** Resolved once, so that what is checked to be loopback is what is listened on. */
    private InetAddress address() {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address is known for host " + host, e);
        }
    }

    private TokenRouteOptions options(InetAddress address) {
        ApiKey key = new ApiKey(keySid, accountSid, secret());
        String credential = secrets.find(credentialFile, CREDENTIAL_VARIABLE);
        if (credential == null && !(open && address.isLoopbackAddress())) {
            throw new IllegalArgumentException("whoever reaches " + host + " would get a token: set "
                    + CREDENTIAL_VARIABLE + " or give --credential-file; or --open with a loopback --host");
        }
        if (credential != null && open) {
            throw new IllegalArgumentException("--open and a credential contradict each other: leave one out");
        }
        if (!open && isOfDevelopment(key)) {
            throw new IllegalArgumentException(
                    "everyone knows the secret of the development key: use another key, with a secret of its own");
        }
        TokenRouteOptions options =
                credential == null ? TokenRouteOptions.open(key) : TokenRouteOptions.guarded(key, credential);
        return options.withAllowedOrigins(allowedOrigins);
    }

    private static boolean isOfDevelopment(ApiKey key) {
        ApiKey known = DevelopmentCredentials.API_KEY;
        return key.sid().equals(known.sid()) || key.secret().equals(known.secret());
    }

    private String secret() {
        String secret = secrets.find(secretFile, SECRET_VARIABLE);
        if (secret == null) {
            throw new IllegalArgumentException(
                    "no secret for " + keySid + ": set " + SECRET_VARIABLE + " or give --secret-file");
        }
        return secret;
    }

    private int run(TokenRouteOptions options, InetAddress address) {
        Vertx vertx = Vertx.vertx();
        int status = serve(vertx, options, address)
                .map(server -> announce(vertx, server, address))
                .otherwise(this::complain)
                .await();
        if (status != CommandLine.ExitCode.OK) {
            vertx.close().await();
        }
        return status;
    }

    private Future<HttpServer> serve(Vertx vertx, TokenRouteOptions options, InetAddress address) {
        Router router = Router.router(vertx);
        new TokenRoutes(options, InstantSource.system()).mount(router);
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .requestHandler(router)
                .listen(port, address.getHostAddress());
    }

    private int announce(Vertx vertx, HttpServer server, InetAddress address) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx, server), "shutdown"));
        String name = address instanceof Inet6Address ? '[' + address.getHostAddress() + ']' : address.getHostAddress();
        spec.commandLine().getOut().println("ready http://" + name + ':' + server.actualPort());
        return CommandLine.ExitCode.OK;
    }

    private int complain(Throwable failure) {
        spec.commandLine().getErr().println("cannot listen on " + host + " port " + port + ": " + failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void close(Vertx vertx, HttpServer server) {
        server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS).otherwiseEmpty().await();
        // not composed with the above: what comes after it would be run by the threads that it ends
        vertx.close().await();
    }
}
