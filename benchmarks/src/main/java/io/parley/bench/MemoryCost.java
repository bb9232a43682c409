package io.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Resident memory of a participant who has joined, has negotiated, and says nothing more. */
final class MemoryCost {

    private static final double MOST_KILOBYTES = 12;
    private static final int WARM_UP_ROOMS = 500;

    private final Bench bench;
    private final int participants;

    MemoryCost(Bench bench, int participants) {
        this.bench = bench;
        this.participants = participants;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(measure("pairs", 2, MOST_KILOBYTES));
        findings.addAll(measure("alone", 1, Double.POSITIVE_INFINITY));
        return findings;
    }

    private List<Finding> measure(String what, int each, double atMost)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        List<Double> resident = new ArrayList<>();
        List<Double> live = new ArrayList<>();
        for (int i = 0; i < (bench.quick ? 1 : 5); i++) {
            try (ChildServer server = bench.server(false)) {
                bench.fill(server, WARM_UP_ROOMS, 2, "warm-").forEach(Client::leave);
                Thread.sleep(1_000);
                long emptyResident = server.settledResidentBytes();
                long emptyLive = server.liveHeapBytes();
                List<Client> clients = bench.fill(server, participants / each, each, "memory-");
                resident.add(kilobytes(server.settledResidentBytes() - emptyResident, clients.size()));
                live.add(kilobytes(server.liveHeapBytes() - emptyLive, clients.size()));
                System.err.printf("memory, %s: %.1f KB, of it %.1f KB live heap%n", what, resident.get(i), live.get(i));
            }
        }
        return List.of(
                Finding.of("memory, " + what + ": resident for each of " + participants, "KB", resident, atMost),
                Finding.told("memory, " + what + ": of it live heap", "KB", live));
    }

    private static double kilobytes(long bytes, int clients) {
        return bytes / 1024.0 / clients;
    }
}
