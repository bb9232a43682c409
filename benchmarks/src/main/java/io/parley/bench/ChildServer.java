package io.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server as a child process, and what Linux tells of it. Ends with {@link #close}, or at the latest with this JVM. */
final class ChildServer implements AutoCloseable {

    private static final int STOP_SECONDS = 20;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private final Process process;
    private final int port;
    private final long startNanos;
    private final Thread hook;

    private ChildServer(Process process, Thread hook, int port, long startNanos) {
        this.process = process;
        this.hook = hook;
        this.port = port;
        this.startNanos = startNanos;
    }

    /**
     * Starts {@code java} and waits for the line {@code ready}.
     *
     * @param core the only processor it may use; null: any
     * @throws IOException when it ends before it is ready
     */
    static ChildServer start(@Nullable Integer core, List<String> javaArguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (core != null) {
            command.addAll(List.of("taskset", "-c", core.toString()));
        }
        command.add(JAVA.resolve("java").toString());
        command.addAll(javaArguments);
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread hook = new Thread(process::destroyForcibly, "stop child");
        Runtime.getRuntime().addShutdownHook(hook);
        int port = awaitReady(process);
        return new ChildServer(process, hook, port, System.nanoTime() - before);
    }

    private static int awaitReady(Process process) throws IOException {
        int port = 0;
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("signaling ")) {
                port = Integer.parseInt(line.replaceAll(".*ws://[^:/]+:(\\d+)/.*", "$1"));
            } else if (line.equals("ready")) {
                drain(out);
                return port;
            }
        }
        throw new IOException("the child process ended before it was ready");
    }

    /** A child whose output nobody reads stands still once the pipe is full. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(
                () -> {
                    try (out) {
                        while (out.readLine() != null) {
                            // thrown away
                        }
                    } catch (IOException e) {
                        // the child is gone
                    }
                },
                "drain child");
        reader.setDaemon(true);
        reader.start();
    }

    int port() {
        return port;
    }

    /** From the start of the process to {@code ready}. */
    long startMillis() {
        return TimeUnit.NANOSECONDS.toMillis(startNanos);
    }

    /** CPU time so far, all threads, user and system: in ticks of 10 ms, as Linux counts on every usual build. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** Resident bytes after two collections: the smallest of several readings. */
    long settledResidentBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
        long smallest = Long.MAX_VALUE;
        for (int reading = 0; reading < 10; reading++) {
            smallest = Math.min(smallest, residentBytes());
            Thread.sleep(100);
        }
        return smallest;
    }

    /** Bytes of live objects. */
    long liveHeapBytes() throws IOException, InterruptedException {
        String total = jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("no total in the histogram of classes"));
        return Long.parseLong(total.trim().split("\\s+", -1)[2]);
    }

    private long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS in " + status);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
