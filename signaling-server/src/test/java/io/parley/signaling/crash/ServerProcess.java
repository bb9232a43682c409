package io.parley.signaling.crash;

import io.parley.signaling.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of development in a process of its own, started again and again on one port with the same data. */
final class ServerProcess implements AutoCloseable {

    private final Path data;
    private @Nullable Process process;
    private int port;

    ServerProcess(Path data) {
        this.data = data;
    }

    int port() {
        return port;
    }

    /** Starts it, and waits until it serves. */
    void start() throws IOException {
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
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
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
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
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
