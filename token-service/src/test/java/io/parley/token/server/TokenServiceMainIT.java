package io.parley.token.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.token.DevelopmentCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenServiceMainIT {

    private static final String SECRET = "a-secret-of-32-characters-long!!";
    private static final String CREDENTIAL = "let-my-server-in";
    private static final String ACCOUNT = "--account=ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String KEY = "--key=SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private static final Map<String, String> SECRET_ONLY = Map.of(TokenServiceMain.SECRET_VARIABLE, SECRET);

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter err = new StringWriter();

    private @Nullable Process process;

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void processServesUntilItIsTerminated() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Process started = start("--port=0", ACCOUNT, KEY, "--secret-file=" + secret);
        String base = readyUrl(started);

        HttpResponse<String> refused = get(HttpRequest.newBuilder(URI.create(base + "/api/token?identity=alice")));
        HttpResponse<String> answered = get(HttpRequest.newBuilder(URI.create(base + "/api/token?identity=alice"))
                .header("Authorization", "Bearer " + CREDENTIAL));

        assertThat(base).startsWith("http://127.0.0.1:");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(answered.body()).contains("\"identity\":\"alice\"");
        started.destroy();
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isEqualTo(128 + 15);
    }

    @Test
    void serviceWithoutCredentialIsRefused() {
        assertRefused("PARLEY_TOKEN_CREDENTIAL", SECRET_ONLY, ACCOUNT, KEY);
    }

    @Test
    void openServiceIsRefusedOffLoopback() {
        assertRefused("0.0.0.0", SECRET_ONLY, ACCOUNT, KEY, "--open", "--host=0.0.0.0");
        assertRefused("loopback", SECRET_ONLY, ACCOUNT, KEY, "--open", "--host=::");
    }

    @Test
    void contradictionsAreRefused() {
        Map<String, String> both =
                Map.of(TokenServiceMain.SECRET_VARIABLE, SECRET, TokenServiceMain.CREDENTIAL_VARIABLE, CREDENTIAL);
        assertRefused("contradict", both, ACCOUNT, KEY, "--open");
        assertRefused("development", both, ACCOUNT, "--key=SK00000000000000000000000000000000");
    }

    @Test
    void secretOfDevelopmentIsRefusedUnderAnySid() {
        Map<String, String> known = Map.of(
                TokenServiceMain.SECRET_VARIABLE,
                DevelopmentCredentials.API_KEY.secret(),
                TokenServiceMain.CREDENTIAL_VARIABLE,
                CREDENTIAL);
        assertRefused("development", known, ACCOUNT, KEY);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertRefused("PARLEY_API_KEY_SECRET", Map.of(), ACCOUNT, KEY, "--open");
        assertRefused("SK1", SECRET_ONLY, ACCOUNT, "--key=SK1", "--open");
        assertRefused("70000", SECRET_ONLY, ACCOUNT, KEY, "--open", "--port=70000");
        assertRefused("nowhere.invalid", SECRET_ONLY, ACCOUNT, KEY, "--open", "--host=nowhere.invalid");
        assertRefused("--allow-origin", SECRET_ONLY, ACCOUNT, KEY, "--open", "--allow-origin");
        assertThat(err.toString()).doesNotContain(SECRET);
    }

    @Test
    void portInUseEndsTheProcess() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int status = run(SECRET_ONLY, ACCOUNT, KEY, "--open", "--port=" + taken.getLocalPort());

            assertThat(status).isEqualTo(CommandLine.ExitCode.SOFTWARE);
            assertThat(err.toString()).contains("cannot listen on 127.0.0.1 port " + taken.getLocalPort());
        }
    }

    private void assertRefused(String named, Map<String, String> environment, String... arguments) {
        assertThat(run(environment, arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(named);
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new TokenServiceMain(environment))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TokenServiceMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(TokenServiceMain.CREDENTIAL_VARIABLE, CREDENTIAL);
        process = builder.start();
        return process;
    }

    private static String readyUrl(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).startsWith("ready ");
        return line.substring("ready ".length());
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
