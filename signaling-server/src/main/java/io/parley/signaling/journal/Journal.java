package io.parley.signaling.journal;

import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.store.Store;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of all room events, the one source of everything that is remembered of rooms. Appending does not block:
 * events are committed in groups, those of a room in their order, together with what {@link Projector}s make of them.
 */
public final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger("parley.journal");

    private final Store store;
    private final List<Projector> projectors;
    private final AtomicLong sequence;

    private Journal(Store store, List<Projector> projectors, long lastSequence) {
        this.store = store;
        this.projectors = List.copyOf(projectors);
        this.sequence = new AtomicLong(lastSequence);
    }

    /**
     * Opens the journal in {@code store}. Blocks meanwhile.
     *
     * @param projectors in the order in which they see each entry
     */
    public static Journal open(Store store, List<Projector> projectors) {
        long last = store.read(handle -> handle.createQuery("select coalesce(max(sequence), 0) from journal")
                        .mapTo(Long.class)
                        .one())
                .toCompletableFuture()
                .join();
        return new Journal(store, projectors, last);
    }

    /**
     * Adds what happened. Of events of one room, the calls must come in their order.
     *
     * @param atMillis epoch milliseconds
     */
    public void append(RoomEvent event, long atMillis) {
        JournalEntry entry = new JournalEntry(sequence.incrementAndGet(), atMillis, event);
        store.record(handle -> {
                    insert(handle, entry);
                    projectors.forEach(projector -> projector.project(handle, entry));
                    return entry;
                })
                .whenComplete((written, failure) -> {
                    if (failure == null) {
                        projectors.forEach(projector -> projector.committed(entry));
                    } else {
                        LOG.atError()
                                .setCause(failure)
                                .addKeyValue("room", event.room())
                                .addKeyValue("type", EventJson.type(event))
                                .log("an event could not be kept");
                    }
                });
    }

    private static void insert(Handle handle, JournalEntry entry) {
        handle.execute(
                "insert into journal (sequence, room_sid, at, type, body) values (?, ?, ?, ?, ?)",
                entry.sequence(),
                entry.event().room().value(),
                entry.atMillis(),
                EventJson.type(entry.event()),
                EventJson.write(entry.event()));
    }
}
