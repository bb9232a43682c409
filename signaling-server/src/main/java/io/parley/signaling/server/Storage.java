package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a node remembers.
 *
 * @param inProgress rooms that had not ended when the storage was opened
 */
record Storage(Store store, Journal journal, List<RoomHistory> inProgress) {

    /** Opens it, and reads what has to go on. Blocks meanwhile. */
    static Storage open(Config.Store config) {
        Store store = Store.open(options(config));
        try {
            Journal journal = Journal.open(store, List.of(new RoomProjector()));
            List<RoomHistory> inProgress = journal.roomsInProgress().stream()
                    .filter(room -> !room.ended())
                    .toList();
            return new Storage(store, journal, inProgress);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static StoreOptions options(Config.Store store) {
        if (store.url() != null) {
            return new StoreOptions(store.url(), store.user(), store.password(), store.maxWaiting());
        }
        Path directory = Path.of(store.directory());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + directory, e);
        }
        return new StoreOptions("jdbc:sqlite:" + directory.resolve("parley.db"), null, null, store.maxWaiting());
    }
}
