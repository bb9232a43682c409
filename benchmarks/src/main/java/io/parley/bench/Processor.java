package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How busy one processor of the machine is, to tell when others have taken it from what is measured. */
final class Processor {

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;

    private final int number;
    private final double busyBefore;
    private final long startNanos = System.nanoTime();

    /** Begins to watch. */
    Processor(int number) throws IOException {
        this.number = number;
        this.busyBefore = busySeconds();
    }

    /** Share of the time since the start, in percent, that went to anything but {@code ownSeconds} of CPU. */
    double percentForOthers(double ownSeconds) throws IOException {
        double elapsedSeconds = (System.nanoTime() - startNanos) / 1e9;
        return Math.max(0, (busySeconds() - busyBefore - ownSeconds) / elapsedSeconds * 100);
    }

    private double busySeconds() throws IOException {
        String name = "cpu" + number + " ";
        String line = Files.readAllLines(Path.of("/proc/stat")).stream()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + "in /proc/stat"));
        long[] ticks = Arrays.stream(line.substring(name.length()).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        return (Arrays.stream(ticks, 0, 8).sum() - ticks[IDLE] - ticks[IO_WAIT]) / 100.0;
    }
}
