package io.parley.signaling.store;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;

/** Tells failures of the database that pass from those that a statement would have again. */
final class Failures {

    /** Of PostgreSQL: no connection, no resources, in conflict with others, about to stop. */
    private static final Set<String> STATES = Set.of("08", "53", "40", "57");
    /** Of PostgreSQL: a standby, which refuses to write. */
    private static final String READ_ONLY = "25006";
    /** Of SQLite, which gives no SQLSTATE: busy, locked, no memory, read-only, I/O error, full, cannot open. */
    private static final Set<Integer> SQLITE_CODES = Set.of(5, 6, 7, 8, 10, 13, 14);

    private Failures() {}

    /** Whether the same may succeed later. */
    static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        ? SQLITE_CODES.contains(sql.getErrorCode() & 0xff)
                        : state.equals(READ_ONLY) || STATES.contains(state.substring(0, Math.min(2, state.length())));
            }
        }
        return false;
    }
}
