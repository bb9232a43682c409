package io.parley.signaling.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Keeps a second process away from a database: two would number their events alike. Ends with the process. */
final class StoreLock implements AutoCloseable {

    /** Any number will do, if nobody else uses it on the same database. */
    private static final long ADVISORY_LOCK = 0x5061726c6579L;

    private static final String SQLITE = "jdbc:sqlite:";

    private final AutoCloseable held;

    private StoreLock(AutoCloseable held) {
        this.held = held;
    }

    /**
     * Takes the lock.
     *
     * @throws IllegalStateException when another process has it; the message is for the operator
     */
    static StoreLock take(StoreOptions options) {
        try {
            AutoCloseable held = options.isSqlite() ? takeFile(options) : takeAdvisory(options);
            if (held == null) {
                throw new IllegalStateException("another server uses the database " + options);
            }
            return new StoreLock(held);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the database " + options + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static @Nullable AutoCloseable takeFile(StoreOptions options) throws IOException {
        Path file = Path.of(options.url().substring(SQLITE.length()).replaceAll("\\?.*", "") + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        return null;
    }

    /** Held by a connection of its own, which stays open. */
    private static @Nullable AutoCloseable takeAdvisory(StoreOptions options) throws SQLException {
        Properties properties = new Properties();
        if (options.user() != null) {
            properties.setProperty("user", options.user());
        }
        if (options.password() != null) {
            properties.setProperty("password", options.password());
        }
        Connection connection = DriverManager.getConnection(options.url(), properties);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + ADVISORY_LOCK + ")")) {
            if (row.next() && row.getBoolean(1)) {
                return connection;
            }
        }
        connection.close();
        return null;
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (Exception e) {
            throw new IllegalStateException("a lock that is held can be let go", e);
        }
    }
}
