package io.parley.signaling.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.token.DevelopmentCredentials;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm library {@code twilio} as published. Needs {@code node} on the path and what the build installs. */
final class NodeLibrary {

    static final File DIRECTORY = new File("src/test/node");

    private NodeLibrary() {}

    /** Runs a scenario of {@code calls.js}. */
    static JsonObject call(TestServer server, String scenario, JsonObject details) {
        JsonObject spec = new JsonObject()
                .put("base", server.base())
                .put("account", DevelopmentCredentials.ACCOUNT_SID)
                .put("token", DevelopmentCredentials.AUTH_TOKEN)
                .put("way", "A")
                .put("scenario", scenario)
                .mergeIn(details);
        return new JsonObject(run(List.of("node", "calls.js", spec.encode())));
    }

    /** Runs a command and returns what it prints; fails unless it ends well. */
    static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(DIRECTORY)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("node ended").isTrue();
            assertThat(process.exitValue()).as("exit status of node").isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
