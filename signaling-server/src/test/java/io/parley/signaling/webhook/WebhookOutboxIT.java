package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events to deliveries, in a database. */
class WebhookOutboxIT {

    private static final long AT = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();
    private static final String URL = "https://hooks.example.com/room-events";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path directory;

    private final BlockingQueue<RoomSid> woken = new LinkedBlockingQueue<>();
    private final Script script = new Script(1);

    @SuppressWarnings("NullAway.Init") // open()
    private Store store;

    @SuppressWarnings("NullAway.Init") // open()
    private Journal journal;

    @BeforeEach
    void open() {
        store = Store.open(new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, null, 1_000));
        journal = Journal.open(store, List.of(new RoomProjector(), new WebhookOutbox(woken::add)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tellsTheWholeLifeOfARoom() {
        append(
                script.created(URL, "POST"),
                script.connected(),
                script.published(),
                script.disabled(),
                script.reconnecting(),
                script.reconnected(),
                script.enabled(),
                script.unpublished(),
                script.disconnected(),
                script.ended());

        List<Delivery> deliveries = deliveries();

        assertThat(deliveries)
                .extracting(Delivery::event)
                .containsExactly(
                        "room-created",
                        "participant-connected",
                        "track-added",
                        "track-disabled",
                        "track-enabled",
                        "track-removed",
                        "participant-disconnected",
                        "room-ended");
        assertThat(deliveries).extracting(Delivery::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(deliveries).allMatch(delivery -> delivery.status() == DeliveryStatus.PENDING);
        assertThat(deliveries).allMatch(delivery -> delivery.url().equals(URL));
    }

    @Test
    void saysOfEachEventWhatBelongsToIt() {
        append(
                script.created(URL, "POST"),
                script.connected(),
                script.published(),
                script.disconnected(),
                script.ended());

        List<Map<String, String>> told =
                deliveries().stream().map(Delivery::parameterMap).toList();

        assertThat(told.get(0).keySet())
                .containsExactly(
                        "AccountSid",
                        "RoomName",
                        "RoomSid",
                        "RoomStatus",
                        "RoomType",
                        "StatusCallbackEvent",
                        "Timestamp",
                        "SequenceNumber");
        assertThat(told.get(0))
                .containsEntry("AccountSid", Script.ACCOUNT)
                .containsEntry("RoomName", "DailyStandup-0001")
                .containsEntry("RoomSid", script.room.value())
                .containsEntry("RoomStatus", "in-progress")
                .containsEntry("RoomType", "group")
                .containsEntry("Timestamp", "2026-01-02T03:04:05.678Z")
                .containsEntry("SequenceNumber", "0");
        assertThat(told.get(1))
                .hasSize(11)
                .containsEntry("ParticipantSid", script.alice.value())
                .containsEntry("ParticipantIdentity", "alice@example.com")
                .containsEntry("ParticipantStatus", "connected");
        assertThat(told.get(2))
                .hasSize(13)
                .containsEntry("ParticipantIdentity", "alice@example.com")
                .containsEntry("ParticipantStatus", "connected")
                .containsEntry("TrackSid", script.camera.value())
                .containsEntry("TrackKind", "video");
        assertThat(told.get(3))
                .hasSize(12)
                .containsEntry("RoomStatus", "in-progress")
                .containsEntry("ParticipantStatus", "disconnected")
                .containsEntry("ParticipantDuration", "3");
        assertThat(told.get(4))
                .hasSize(9)
                .containsEntry("RoomStatus", "completed")
                .containsEntry("RoomDuration", "6")
                .containsEntry("Timestamp", "2026-01-02T03:04:11.678Z");
    }

    @Test
    void tellsNothingOfARoomWithoutCallback() {
        append(script.created(null, "POST"), script.connected(), script.ended());

        assertThat(deliveries()).isEmpty();
    }

    @Test
    void countsTheEventsOfEachRoom() {
        Script other = new Script(2);
        append(script.created(URL, "POST"), other.created(URL, "GET"), other.connected(), script.connected());

        assertThat(deliveries())
                .extracting(delivery -> delivery.room() + " " + delivery.sequence() + " " + delivery.method())
                .containsExactlyInAnyOrder(
                        script.room + " 0 POST", script.room + " 1 POST", other.room + " 0 GET", other.room + " 1 GET");
    }

    @Test
    void wakesAfterTheCommitOnly() throws InterruptedException {
        append(script.created(URL, "POST"));

        assertThat(woken.poll(10, TimeUnit.SECONDS)).isEqualTo(script.room);
        append(script.connected(), script.reconnecting(), script.reconnected());
        assertThat(woken.poll(10, TimeUnit.SECONDS)).isEqualTo(script.room);
        deliveries();
        assertThat(woken).as("nothing to tell of a reconnection").isEmpty();
    }

    @Test
    void anotherWriteThatFailsInTheSameCommitCostsNoEventAndNoNumber() {
        for (int round = 0; round < 20; round++) {
            Script each = new Script(100 + round);
            journal.append(each.created(URL, "POST"), AT);
            store.record(handle -> {
                throw new IllegalArgumentException("breaks the commit");
            });
            journal.append(each.connected(), AT);
        }

        assertThat(deliveries()).hasSize(40);
        assertThat(deliveries().stream().filter(delivery -> delivery.sequence() == 1))
                .hasSize(20);
    }

    @Test
    void forgetsWhatIsOverForLongButNotInRoomsInProgress() {
        Script lasting = new Script(2);
        append(script.created(URL, "POST"), script.ended(), lasting.created(URL, "POST"));
        for (Delivery delivery : deliveries()) {
            done(store.record(handle -> {
                Deliveries.attempted(handle, delivery, Outcome.answered(200), AT, 5, null);
                return 0;
            }));
        }

        assertThat(purge(AT)).isZero();
        assertThat(purge(AT + 1_000)).isEqualTo(2);

        assertThat(deliveries()).extracting(Delivery::room).containsExactly(lasting.room.value());
        List<Attempt> attempts = done(store.read(handle -> Deliveries.attempts(handle, script.room.value(), 0)));
        assertThat(attempts).isEmpty();
        append(lasting.connected());
        assertThat(deliveries()).extracting(Delivery::sequence).containsExactly(0L, 1L);
    }

    @Test
    void theTokenOfADeliveryIsItsOwnAndStays() {
        append(script.created(URL, "POST"), script.connected());

        List<String> tokens =
                deliveries().stream().map(Delivery::idempotencyToken).toList();

        assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.matches("[0-9a-f-]{36}"));
        assertThat(deliveries().stream().map(Delivery::idempotencyToken)).isEqualTo(tokens);
    }

    /** A second and a half apart. */
    private void append(RoomEvent... events) {
        long at = AT;
        for (RoomEvent event : events) {
            journal.append(event, at);
            at += 1_500;
        }
    }

    private List<Delivery> deliveries() {
        Paging all = new Paging(1_000, 0, null);
        return done(store.read(handle -> Deliveries.list(handle, Script.ACCOUNT, null, null, all))).stream()
                .sorted((a, b) -> Long.compare(a.sequence(), b.sequence()))
                .toList();
    }

    private int purge(long beforeMillis) {
        return done(store.write(handle -> Deliveries.purge(handle, beforeMillis, 100)));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
