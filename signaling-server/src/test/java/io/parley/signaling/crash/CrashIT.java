package io.parley.signaling.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server killed at random moments, while an app makes and completes rooms and guests come and go: what was
 * acknowledged has happened, everybody sees the same, and webhooks tell all of it in order.
 *
 * <p>{@code -Dparley.seed=N} repeats the choices of a run, though not the timing of the machine; {@code
 * -Dparley.kills=N} makes it longer.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("parley.kills", 12);
    private static final int LONGEST_LIFE_MILLIS = 400;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    /** Status of each room whose creation or completion was acknowledged, by SID. */
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    /** Rooms whose completion was asked for and not acknowledged: either is fine. */
    private final Set<String> uncertain = new TreeSet<>();

    private final List<Guest> guests = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    private int names;

    @AfterEach
    void stop() {
        killer.shutdownNow();
        vertx.close().await();
    }

    @Test
    void whatWasAcknowledgedHasHappened() throws Exception {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        try (ServerProcess server = new ServerProcess(data)) {
            server.start();
            Rest rest = new Rest(server);
            receiver = new Receiver(vertx, seed);
            for (int kill = 0; kill < KILLS; kill++) {
                Future<?> killed = killer.schedule(
                        () -> {
                            server.kill();
                            return null;
                        },
                        random.nextInt(LONGEST_LIFE_MILLIS),
                        TimeUnit.MILLISECONDS);
                while (!killed.isDone()) {
                    act(random, rest, server.port());
                }
                server.start();
            }
            assertRoomsAreAsAcknowledged(rest);
            assertGuestsSeeWhatRestTells(rest);
            assertWebhooksTellEverythingInOrder();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void act(Random random, Rest rest, int port) throws InterruptedException {
        try {
            switch (random.nextInt(5)) {
                case 0, 1 -> create(rest);
                case 2 -> complete(random, rest);
                case 3 -> join(random, port);
                default -> readYourWrites(random, rest);
            }
        } catch (IOException killed) {
            // The server was killed before it answered: nothing is promised.
        }
    }

    private void create(Rest rest) throws IOException, InterruptedException {
        Rest.Answer answer = rest.post("/v1/Rooms", "UniqueName=room-" + names++ + "&StatusCallback=" + receiver.url());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        acknowledged.put(answer.body().getString("sid"), "in-progress");
    }

    private void complete(Random random, Rest rest) throws IOException, InterruptedException {
        String sid = inProgress(random);
        if (sid != null) {
            uncertain.add(sid);
            Rest.Answer answer = rest.post("/v1/Rooms/" + sid, "Status=completed");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            uncertain.remove(sid);
            acknowledged.put(sid, "completed");
        }
    }

    private void join(Random random, int port) {
        String sid = inProgress(random);
        if (sid != null && guests.size() < 200) {
            Guest guest = new Guest(vertx, sockets, port, sid, "guest-" + guests.size());
            guests.add(guest);
            vertx.runOnContext(now -> guest.connect());
        }
    }

    private void readYourWrites(Random random, Rest rest) throws IOException, InterruptedException {
        if (!acknowledged.isEmpty()) {
            List<String> sids = new ArrayList<>(acknowledged.keySet());
            String sid = sids.get(random.nextInt(sids.size()));
            assertStatus(rest, sid);
        }
    }

    private @Nullable String inProgress(Random random) {
        List<String> open = acknowledged.entrySet().stream()
                .filter(entry -> entry.getValue().equals("in-progress") && !uncertain.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private void assertRoomsAreAsAcknowledged(Rest rest) throws IOException, InterruptedException {
        for (String sid : acknowledged.keySet()) {
            assertStatus(rest, sid);
        }
    }

    private void assertStatus(Rest rest, String sid) throws IOException, InterruptedException {
        Rest.Answer answer = rest.get("/v1/Rooms/" + sid);
        assertThat(answer.status()).as(sid).isEqualTo(200);
        if (!uncertain.contains(sid)) {
            assertThat(answer.body().getString("status")).as(sid).isEqualTo(acknowledged.get(sid));
        }
    }

    private void assertGuestsSeeWhatRestTells(Rest rest) throws IOException, InterruptedException {
        await(() -> guests.stream().allMatch(guest -> guest.isLive() || guest.isOver()));
        for (String sid : acknowledged.keySet()) {
            await(() -> seeTheSame(rest, sid));
        }
    }

    /** Once those who will never come back have been given up, both views are the same. */
    private boolean seeTheSame(Rest rest, String sid) throws IOException, InterruptedException {
        Set<String> told = new TreeSet<>();
        for (Object each : rest.get("/v1/Rooms/" + sid + "/Participants?Status=connected&PageSize=1000")
                .body()
                .getJsonArray("participants")) {
            told.add(((JsonObject) each).getString("sid"));
        }
        List<Guest> present = guests.stream()
                .filter(guest -> guest.isLive() && told.contains(guest.sid()))
                .toList();
        Set<String> identities = new TreeSet<>();
        present.forEach(guest -> identities.add(guest.identity));
        return present.size() == told.size()
                && present.stream().allMatch(guest -> {
                    Set<String> seen = guest.others();
                    seen.add(guest.identity);
                    return seen.containsAll(identities);
                });
    }

    private void assertWebhooksTellEverythingInOrder() throws IOException, InterruptedException {
        for (Map.Entry<String, String> room : acknowledged.entrySet()) {
            boolean completed = room.getValue().equals("completed");
            await(() -> receiver.of(room.getKey()).stream()
                    .anyMatch(each -> each.event().equals(completed ? "room-ended" : "room-created")));
            int next = 0;
            for (Receiver.Callback each : receiver.of(room.getKey())) {
                assertThat(each.sequence())
                        .as("callbacks of %s: %s", room.getKey(), receiver.of(room.getKey()))
                        .isLessThanOrEqualTo(next);
                next = Math.max(next, each.sequence() + 1);
            }
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
