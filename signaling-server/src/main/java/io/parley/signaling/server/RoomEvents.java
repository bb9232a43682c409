package io.parley.signaling.server;

import io.parley.signaling.journal.Journal;
import io.parley.signaling.room.RoomEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Where the events of all rooms end up: the directory, the journal, the metrics and the log. */
final class RoomEvents {

    private static final Logger LOG = LoggerFactory.getLogger("parley.rooms");

    private final RoomDirectory directory;
    private final Metrics metrics;
    private final Journal journal;

    RoomEvents(RoomDirectory directory, Metrics metrics, Journal journal) {
        this.directory = directory;
        this.metrics = metrics;
        this.journal = journal;
    }

    /** Takes in what happened in a room that {@code owner} owns. */
    void accept(RoomEvent event, String owner) {
        if (event instanceof RoomEvent.RoomCreated) {
            directory.opened(event.room(), owner);
        } else if (event instanceof RoomEvent.RoomEnded) {
            directory.ended(event.room());
        }
        journal.append(event, System.currentTimeMillis());
        metrics.roomEvent(event);
        LOG.atLevel(level(event))
                .addKeyValue("room", event.room())
                .addKeyValue("event", event)
                .log(event.getClass().getSimpleName());
    }

    private static Level level(RoomEvent event) {
        boolean lifeCycle = event instanceof RoomEvent.RoomCreated || event instanceof RoomEvent.RoomEnded;
        return lifeCycle ? Level.INFO : Level.DEBUG;
    }
}
