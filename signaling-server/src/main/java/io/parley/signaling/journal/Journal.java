package io.parley.signaling.journal;

import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.ParticipantAnonymized;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
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

    /** So that other writes get their turn. */
    private static final int ROOMS_AT_A_TIME = 200;

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
                    if (!insert(handle, entry)) {
                        // Committed before, when the connection broke before it could say so.
                        return entry;
                    }
                    if (event instanceof ParticipantAnonymized anonymized) {
                        forget(handle, anonymized);
                    }
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

    /** What came before is kept as it was, but for the identity of somebody who is to be forgotten. */
    private static void forget(Handle handle, ParticipantAnonymized anonymized) {
        handle
                .select(
                        "select sequence, body from journal where room_sid = ? and type = ?",
                        anonymized.room().value(),
                        ParticipantConnected.class.getSimpleName())
                .map((row, context) -> Map.entry(
                        row.getLong("sequence"), EventJson.read(ParticipantConnected.class, row.getString("body"))))
                .list()
                .stream()
                .filter(entry -> entry.getValue().participant().equals(anonymized.participant()))
                .forEach(entry -> handle.execute(
                        "update journal set body = ? where sequence = ?",
                        EventJson.write(nameless(entry.getValue())),
                        entry.getKey()));
    }

    private static ParticipantConnected nameless(ParticipantConnected connected) {
        return new ParticipantConnected(
                connected.room(),
                connected.participant(),
                connected.participant().value(),
                connected.session(),
                connected.publisher());
    }

    /** All rooms that have not ended, with everything that has happened in them. Blocks. */
    public List<RoomHistory> roomsInProgress() {
        return store.read(Journal::histories).toCompletableFuture().join();
    }

    private static List<RoomHistory> histories(Handle handle) {
        Map<String, RoomHistory> rooms = new LinkedHashMap<>();
        handle.createQuery("""
                        select room_sid, at, type, body from journal
                        where room_sid in (select sid from rooms where status = 'in-progress') order by sequence""")
                .setFetchSize(1_000)
                .map((row, context) -> {
                    rooms.computeIfAbsent(row.getString("room_sid"), room -> new RoomHistory())
                            .add(row.getLong("at"), EventJson.read(row.getString("type"), row.getString("body")));
                    return true;
                })
                .forEach(read -> {});
        return List.copyOf(rooms.values());
    }

    /**
     * Forgets rooms that ended before {@code millis}, some hundred at a time.
     *
     * @return completes with whether there may be more
     */
    public CompletionStage<Boolean> forgetRoomsEndedBefore(long millis) {
        return store.record(handle -> {
            List<String> sids = handle.createQuery(
                            "select sid from rooms where status = 'completed' and ended_at < :before limit :limit")
                    .bind("before", millis)
                    .bind("limit", ROOMS_AT_A_TIME)
                    .mapTo(String.class)
                    .list();
            for (String sid : sids) {
                handle.execute("delete from tracks where room_sid = ?", sid);
                handle.execute("delete from participants where room_sid = ?", sid);
                handle.execute("delete from journal where room_sid = ?", sid);
                handle.execute("delete from rooms where sid = ?", sid);
            }
            return sids.size() == ROOMS_AT_A_TIME;
        });
    }

    /** @return whether it was not there */
    private static boolean insert(Handle handle, JournalEntry entry) {
        return handle.execute(
                        """
                insert into journal (sequence, room_sid, at, type, body) values (?, ?, ?, ?, ?)
                on conflict (sequence) do nothing""",
                        entry.sequence(),
                        entry.event().room().value(),
                        entry.atMillis(),
                        EventJson.type(entry.event()),
                        EventJson.write(entry.event()))
                > 0;
    }
}
