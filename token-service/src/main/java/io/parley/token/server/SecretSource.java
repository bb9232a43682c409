package io.parley.token.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where commands take what must not stand on a command line, which every user of the machine can read. */
final class SecretSource {

    private final Map<String, String> environment;

    /** Secrets from files, or from {@code environment}. */
    SecretSource(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What {@code file} holds, without white space around it, else the value of {@code variable}; null where both are
     * absent or empty.
     *
     * @throws IllegalArgumentException when there is such a file but it cannot be read
     */
    @Nullable
    String find(@Nullable Path file, String variable) {
        String value = file == null ? environment.getOrDefault(variable, "") : read(file);
        String stripped = value.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }
}
