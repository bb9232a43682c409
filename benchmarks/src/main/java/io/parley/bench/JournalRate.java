package io.parley.bench;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.EndReason;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.Reason;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.parley.token.DevelopmentCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Events a second that the journal keeps, durably and with the tables that follow from it. In this process. */
final class JournalRate {

    private static final int MAX_WAITING = 10_000;
    private static final RoomSettings SETTINGS = new RoomSettings(
            RoomType.PEER_TO_PEER,
            false,
            10,
            100,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ZERO,
            Duration.ZERO);
    private static final RoomProfile PROFILE = new RoomProfile(null, List.of("VP8", "H264"), "us1", false, false, null);

    private final Bench bench;
    private final Sids sids = new Sids(new Random(1));

    JournalRate(Bench bench) {
        this.bench = bench;
    }

    List<Finding> measure() throws IOException {
        int events = bench.quick ? 10_000 : 50_000;
        List<Double> rates = new ArrayList<>();
        List<Double> groups = new ArrayList<>();
        measure(events, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < (bench.quick ? 3 : 5); i++) {
            measure(events, rates, groups);
        }
        return List.of(
                Finding.told("journal: events a second, durable", "", rates),
                Finding.told("journal: events in one commit", "", groups));
    }

    private void measure(int count, List<Double> rates, List<Double> groups) throws IOException {
        List<RoomEvent> events =
                Stream.generate(this::room).flatMap(List::stream).limit(count).toList();
        Path directory = Files.createDirectories(bench.newDirectory());
        StoreOptions options =
                new StoreOptions("jdbc:sqlite:" + directory.resolve("bench.db"), null, null, MAX_WAITING);
        try (Store store = Store.open(options)) {
            Journal journal = Journal.open(store, List.of(new RoomProjector()));
            long commitsBefore = store.commits();
            long start = System.nanoTime();
            events.forEach(event -> journal.append(event, System.currentTimeMillis()));
            int kept = store.read(handle -> handle.createQuery("select count(*) from journal")
                            .mapTo(Integer.class)
                            .one())
                    .toCompletableFuture()
                    .join();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (kept != count) {
                throw new IOException(kept + " of " + count + " events were kept");
            }
            rates.add(count / seconds);
            groups.add((double) count / (store.commits() - commitsBefore));
        }
    }

    /** Two people meet. */
    private List<RoomEvent> room() {
        RoomSid room = sids.room();
        List<RoomEvent> events = new ArrayList<>();
        events.add(new RoomCreated(
                room, DevelopmentCredentials.ACCOUNT_SID, "bench-" + sids.hex(), true, SETTINGS, PROFILE));
        for (int i = 0; i < 2; i++) {
            ParticipantSid who = sids.participant();
            events.add(new ParticipantConnected(
                    room, who, "user-" + i, sids.hex(), new Publisher("twilio-video.js", "2.36.0")));
            events.add(new TrackPublished(room, who, sids.track(), sids.hex(), TrackKind.VIDEO, "camera", true));
            events.add(new ParticipantDisconnected(room, who, Reason.LEFT));
        }
        events.add(new RoomEnded(room, EndReason.EMPTY));
        return events;
    }
}
