package io.parley.bench;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** CPU of a relayed message of the SDK, beside that of a message which nobody reads. */
final class RelayCost {

    private static final int CONNECTIONS = 1_000;
    private static final int MESSAGES_PER_SECOND = 10_000;
    private static final double MOST_TIMES_FLOOR = 2.0;

    private final Bench bench;
    private final int messages;
    private final int warmUpRounds;
    private final int repetitions;

    /** What can send, one after the other, and how many messages have arrived. */
    private interface Load {
        void send(int number);

        void onArrival(Runnable arrived);
    }

    RelayCost(Bench bench) {
        this.bench = bench;
        messages = bench.quick ? 20_000 : 50_000;
        warmUpRounds = bench.quick ? 6 : 12;
        repetitions = bench.quick ? 3 : 5;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        List<Double> floorCosts = new ArrayList<>();
        List<Double> serverCosts = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (ChildServer floor = bench.floor(FloorRelay.class);
                ChildServer server = bench.server(true)) {
            Load plain = floorLoad(floor);
            Load parley = serverLoad(server);
            WarmUp.settle(warmUpRounds, () -> cost(floor, plain));
            WarmUp.settle(warmUpRounds, () -> cost(server, parley));
            for (int i = 0; i < repetitions; i++) {
                floorCosts.add(cost(floor, plain));
                serverCosts.add(cost(server, parley));
                ratios.add(serverCosts.get(i) / floorCosts.get(i));
            }
        }
        return List.of(
                Finding.told("relay, floor: CPU for 100,000 messages", "s", floorCosts),
                Finding.told("relay, server: CPU for 100,000 messages", "s", serverCosts),
                Finding.of("relay, server / floor", "times", ratios, MOST_TIMES_FLOOR));
    }

    private double cost(ChildServer server, Load load) throws IOException, InterruptedException, TimeoutException {
        CountDownLatch arrivals = new CountDownLatch(messages);
        load.onArrival(arrivals::countDown);
        double before = server.cpuSeconds();
        long start = System.nanoTime();
        int[] sent = {0};
        bench.vertx.setPeriodic(1, timer -> {
            long due = (System.nanoTime() - start) / (TimeUnit.SECONDS.toNanos(1) / MESSAGES_PER_SECOND);
            while (sent[0] < Math.min(messages, due)) {
                load.send(sent[0]++);
            }
            if (sent[0] == messages) {
                bench.vertx.cancelTimer(timer);
            }
        });
        if (!arrivals.await(60, TimeUnit.SECONDS)) {
            throw new TimeoutException(arrivals.getCount() + " of " + messages + " messages were not relayed");
        }
        return (server.cpuSeconds() - before) / messages * 100_000;
    }

    private Load serverLoad(ChildServer server) throws ExecutionException, InterruptedException, TimeoutException {
        List<Client> clients = bench.fill(server, CONNECTIONS / 2, 2, "relay-");
        return new Load() {
            @Override
            public void send(int number) {
                clients.get(number % clients.size()).sendCandidates();
            }

            @Override
            public void onArrival(Runnable arrived) {
                clients.forEach(client -> client.count(arrived));
            }
        };
    }

    private Load floorLoad(ChildServer floor) throws ExecutionException, InterruptedException, TimeoutException {
        List<Future<RawWebSocket>> opening = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            opening.add(RawWebSocket.connect(bench.net(i), floor.port(), "/pair-" + i / 2));
        }
        Bench.await(Future.all(opening));
        List<RawWebSocket> sockets = opening.stream().map(Future::result).toList();
        return new Load() {
            @Override
            public void send(int number) {
                sockets.get(number % sockets.size())
                        .send(Texts.candidates(
                                "RM0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef",
                                "db1e58f9-0000-0000-0000-000000000000",
                                "66dbce92-0000-0000-0000-000000000000",
                                number));
            }

            @Override
            public void onArrival(Runnable arrived) {
                sockets.forEach(socket -> socket.handlers(text -> arrived.run(), () -> {}));
            }
        };
    }
}
