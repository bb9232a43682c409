package io.parley.token.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.token.AccessToken;
import io.parley.token.ApiKey;
import io.parley.token.ApiKeys;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {

    private static final long NOW = 1_795_334_354L;
    private static final ApiKey KEY = new ApiKey(
            "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "a-secret-of-32-characters-long!!");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void tokenIsForDevelopmentWhereNothingElseIsSaid() {
        int status = run(Map.of(TokenServiceMain.SECRET_VARIABLE, KEY.secret()), "--identity", "alice");

        assertThat(status).isZero();
        assertThat(printed(DevelopmentCredentials.API_KEY))
                .isEqualTo(new AccessToken(
                        DevelopmentCredentials.API_KEY_SID,
                        DevelopmentCredentials.ACCOUNT_SID,
                        "alice",
                        null,
                        NOW + 3_600));
    }

    @Test
    void tokenIsSignedWithTheKeyThatIsNamed() {
        int status = run(
                Map.of(TokenServiceMain.SECRET_VARIABLE, KEY.secret()),
                "--identity=bob",
                "--room=demo",
                "--ttl=60",
                "--account=" + KEY.accountSid(),
                "--key=" + KEY.sid());

        assertThat(status).isZero();
        assertThat(printed(KEY)).isEqualTo(new AccessToken(KEY.sid(), KEY.accountSid(), "bob", "demo", NOW + 60));
    }

    @Test
    void secretMayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), KEY.secret() + "\n");

        int status = run(
                Map.of(),
                "--identity=bob",
                "--account=" + KEY.accountSid(),
                "--key=" + KEY.sid(),
                "--secret-file=" + file);

        assertThat(status).isZero();
        assertThat(printed(KEY).identity()).isEqualTo("bob");
    }

    @Test
    void keyWithoutSecretIsRefused() {
        assertRefused("PARLEY_API_KEY_SECRET", run(Map.of(), "--identity=bob", "--key=" + KEY.sid()));
    }

    @Test
    void secretFileThatIsNotThereIsNamed() {
        assertRefused("nowhere", run(Map.of(), "--identity=bob", "--key=" + KEY.sid(), "--secret-file=nowhere"));
    }

    @Test
    void tooShortSecretIsRefusedButNotShown() {
        assertRefused(
                "shorter than 32",
                run(
                        Map.of(TokenServiceMain.SECRET_VARIABLE, "hunter2"),
                        "--identity=bob",
                        "--account=" + KEY.accountSid(),
                        "--key=" + KEY.sid()));
        assertThat(err.toString()).doesNotContain("hunter2");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertRefused("--identity", run(Map.of()));
        assertRefused("identity", run(Map.of(), "--identity="));
        assertRefused("ttl", run(Map.of(), "--identity=bob", "--ttl=86401"));
        assertRefused("--ttl", run(Map.of(), "--identity=bob", "--ttl=1h"));
        assertRefused("room", run(Map.of(), "--identity=bob", "--room=" + "r".repeat(129)));
    }

    private int run(Map<String, String> environment, String... arguments) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
        return new CommandLine(new TokenCommand(environment, clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private AccessToken printed(ApiKey key) {
        TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(key)), Duration.ZERO);
        Verification verification = verifier.verify(out.toString().stripTrailing(), NOW);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).token();
    }

    private void assertRefused(String named, int status) {
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(named);
        assertThat(out.toString()).isEmpty();
    }
}
