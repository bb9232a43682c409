package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How soon and how fast an app hears of its rooms, by a receiver in this process. */
final class WebhookRate {

    private static final int PATIENCE_SECONDS = 10;
    private static final int JOINS_PER_SECOND = 20;
    private static final int AT_A_TIME = 32;
    private static final double MOST_P99_MILLIS = 1_000;

    private final Bench bench;
    /** By event and room name. Only on the event loop. */
    private final Map<String, Promise<Void>> expected = new HashMap<>();

    private String callback = "";

    WebhookRate(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        HttpServer receiver = Bench.await(
                bench.vertx.createHttpServer().requestHandler(this::received).listen(0, "127.0.0.1"));
        callback = "http://127.0.0.1:" + receiver.actualPort() + "/events";
        try (ChildServer server = bench.server(true)) {
            RestClient client = new RestClient(bench.vertx, server);
            if (!hears(client)) {
                return List.of(Finding.told("webhooks", "", List.of()).invalidBecause("no webhooks"));
            }
            List<Finding> findings = new ArrayList<>(deliveries(client));
            findings.addAll(delay(server, client));
            return findings;
        } finally {
            Bench.await(receiver.close());
        }
    }

    private boolean hears(RestClient client) throws ExecutionException, InterruptedException {
        try {
            Bench.await(onLoop(() -> createAndHear(client, "first", PATIENCE_SECONDS)));
            return true;
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("no delivery: " + e.getMessage());
            return false;
        }
    }

    /** Rooms that are made as fast as they can be, each with one delivery. */
    private List<Finding> deliveries(RestClient client)
            throws ExecutionException, InterruptedException, TimeoutException {
        int rooms = bench.quick ? 300 : 1_000;
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < (bench.quick ? 3 : 5); i++) {
            String name = "burst-" + i + "-";
            long start = System.nanoTime();
            Bench.await(onLoop(() -> burst(client, name, rooms)));
            rates.add(rooms / ((System.nanoTime() - start) / 1e9));
        }
        return List.of(Finding.told("webhooks: deliveries a second", "", rates));
    }

    private Future<?> burst(RestClient client, String name, int rooms) {
        List<Future<Void>> heard = IntStream.range(0, rooms)
                .mapToObj(number -> hear("room-created", name + number, 50))
                .toList();
        return ClosedLoop.run(bench.vertx, rooms, AT_A_TIME, number -> create(client, name + number))
                .compose(made -> Future.all(heard));
    }

    /** Somebody joins a room of his own: until the receiver knows. */
    private List<Finding> delay(ChildServer server, RestClient client)
            throws ExecutionException, InterruptedException, TimeoutException {
        int joins = bench.quick ? 100 : 400;
        List<Client> clients = IntStream.range(0, joins)
                .mapToObj(number -> new Client("heard-" + number))
                .toList();
        Bench.await(ClosedLoop.run(bench.vertx, joins, 1, number -> create(client, "heard-" + number)));
        OpenLoop loop = new OpenLoop(bench.vertx, JOINS_PER_SECOND, joins, 1, number -> {
            Future<Void> heard = hear("participant-connected", "heard-" + number, PATIENCE_SECONDS);
            return clients.get(number).join(bench.net(number), server.port()).compose(joined -> heard);
        });
        loop.run();
        clients.forEach(Client::leave);
        String objection = Fairness.objection(loop.lagMillis(), 0);
        return List.of(
                Finding.told("webhooks: from join to delivery, p50", "ms", loop.millis(50)),
                Finding.of("webhooks: from join to delivery, p99", "ms", loop.millis(99), MOST_P99_MILLIS)
                        .invalidBecause(objection),
                Finding.of("webhooks: joins without delivery", "", List.of((double) loop.failures()), 0));
    }

    private Future<?> createAndHear(RestClient client, String name, int seconds) {
        Future<Void> heard = hear("room-created", name, seconds);
        return create(client, name).compose(made -> heard);
    }

    private Future<?> create(RestClient client, String name) {
        return client.post(RestClient.ROOMS, Map.of("UniqueName", name, "StatusCallback", callback));
    }

    private Future<Void> hear(String event, String room, int seconds) {
        Promise<Void> heard = Promise.promise();
        expected.put(event + " " + room, heard);
        return heard.future().timeout(seconds, TimeUnit.SECONDS);
    }

    private Future<?> onLoop(Supplier<Future<?>> work) {
        Promise<Object> done = Promise.promise();
        bench.vertx.runOnContext(now -> work.get().onComplete(result -> {
            if (result.succeeded()) {
                done.complete();
            } else {
                done.fail(result.cause());
            }
        }));
        return done.future();
    }

    private void received(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.end().onSuccess(read -> {
            String key = request.getFormAttribute("StatusCallbackEvent") + " " + request.getFormAttribute("RoomName");
            Promise<Void> heard = expected.remove(key);
            if (heard != null) {
                heard.tryComplete();
            }
            request.response().setStatusCode(204).end();
        });
    }
}
