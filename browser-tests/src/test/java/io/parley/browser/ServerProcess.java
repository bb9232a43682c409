package io.parley.browser;

import io.parley.signaling.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of development in a process of its own, that is killed and started again on its port with its data. */
final class ServerProcess {

    private final Path data;
    private @Nullable Process process;
    private int port;

    ServerProcess(Path data) {
        this.data = data;
        start();
    }

    int port() {
        return port;
    }

    /** Starts it, and waits until it serves. */
    void start() {
        try {
            Process started = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "dev",
                            "--port",
                            Integer.toString(port),
                            "--data",
                            data.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process = started;
            awaitReady(started.inputReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(BufferedReader out) throws IOException {
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the server ended before it was ready");
            }
            if (line.startsWith("signaling ")) {
                port = Integer.parseInt(line.replaceAll(".*:(\\d+)/.*", "$1"));
            }
        }
    }

    /** Kills it, so that it has no moment to prepare. */
    void kill() {
        Process killed = process;
        if (killed != null) {
            killed.destroyForcibly();
            try {
                killed.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
