package io.parley.signaling.journal;

import org.jdbi.v3.core.Handle;

/** Keeps something up to date that follows from the journal. */
public interface Projector {

    /**
     * Writes what follows from {@code entry}, in the transaction that writes the entry itself.
     *
     * <p>Called in the order of the journal on the store's writing thread; may be called again for an entry whose
     * transaction was rolled back, so it must have no effect but through {@code handle}.
     */
    void project(Handle handle, JournalEntry entry);

    /**
     * Hears that {@code entry}, and what follows from it, is committed. For what must not happen before that, and may
     * get lost when the process ends. Called once, on no particular thread; must not block.
     */
    default void committed(JournalEntry entry) {}
}
