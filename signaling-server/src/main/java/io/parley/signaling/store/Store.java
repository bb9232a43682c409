package io.parley.signaling.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * The database. Never blocks its caller: what it returns is completed on threads of its own.
 *
 * <p>Writes happen in the order in which they were asked for, one after the other; those that wait at the same time
 * share one commit. A read sees every write that was asked for before it.
 */
public final class Store implements AutoCloseable {

    private static final int READERS = 4;
    /** Flyway holds two connections to PostgreSQL at the same time. */
    private static final int MIGRATORS = 2;

    private static final String SQLITE_READ = "journal_mode=WAL&busy_timeout=5000&foreign_keys=on";
    private static final String SQLITE_WRITE = SQLITE_READ + "&synchronous=FULL&transaction_mode=IMMEDIATE";

    private final StoreLock lock;
    private final HikariDataSource writePool;
    private final HikariDataSource readPool;
    private final Jdbi readJdbi;
    private final GroupCommitter writer;
    private final ExecutorService readers;

    /** What is done with the database; may throw whatever goes wrong with it. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle);
    }

    private Store(StoreOptions options, StoreLock lock) {
        this.lock = lock;
        this.writePool = pool(options, SQLITE_WRITE, 1);
        try {
            if (!Schema.isUpToDate(writePool)) {
                migrate(options);
            }
        } catch (RuntimeException e) {
            writePool.close();
            throw e;
        }
        this.readPool = pool(options, SQLITE_READ, READERS);
        this.readJdbi = jdbi(readPool);
        this.writer = new GroupCommitter(jdbi(writePool), options.maxWaiting());
        this.readers = Executors.newFixedThreadPool(READERS, named("store-read"));
    }

    /**
     * Opens the database, keeps others away from it, and brings its tables up to date. Blocks meanwhile.
     *
     * @throws RuntimeException when the database cannot be reached, or another process uses it
     */
    public static Store open(StoreOptions options) {
        StoreLock lock = StoreLock.take(options);
        try {
            return new Store(options, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Runs {@code work} in a transaction. It may run twice, when another write in its group fails.
     *
     * @return what the work returned, once it is committed; fails with {@link StoreUnavailableException} when nothing was
     *     tried, or with what the work threw, and then nothing of it was written
     */
    public <T> CompletionStage<T> write(Work<T> work) {
        return writer.submit(work, true);
    }

    /** Like {@link #write}, but never refused because too much waits: for what has happened already. */
    public <T> CompletionStage<T> record(Work<T> work) {
        return writer.submit(work, false);
    }

    /**
     * Like {@link #record}, for what needs no commit of its own: it goes with the next one, or a moment later. Reads do
     * not wait for it; a write does.
     */
    public <T> CompletionStage<T> recordSoon(Work<T> work) {
        return writer.submitSoon(work);
    }

    /**
     * Runs {@code work}, which reads what came of a write of the same caller: while the database is away it waits, since
     * the write has happened or will happen.
     */
    public <T> CompletionStage<T> readBack(Work<T> work) {
        return writer.settled().handleAsync((settled, failed) -> readNow(work), readers);
    }

    /** Runs {@code work}, which only reads, once all writes that were asked for before are committed. */
    public <T> CompletionStage<T> read(Work<T> work) {
        if (writer.isAway()) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("the database is away"));
        }
        return readBack(work);
    }

    private <T> T readNow(Work<T> work) {
        try {
            return readJdbi.withHandle(work::run);
        } catch (RuntimeException e) {
            if (Failures.passes(e)) {
                throw new StoreUnavailableException("the database cannot be read: " + e.getMessage());
            }
            throw e;
        }
    }

    /** How many writes wait to be committed. */
    public int waiting() {
        return writer.waiting();
    }

    /**
     * Makes sure that what is begun now can be kept.
     *
     * @throws StoreUnavailableException when writes do not succeed at the moment, or too many wait
     */
    public void requireAvailable() {
        if (!isAvailable()) {
            throw new StoreUnavailableException("the database is not keeping up");
        }
    }

    /** Whether writes succeed at the moment, and not too many wait. */
    public boolean isAvailable() {
        return writer.isAvailable();
    }

    /** How many times writes were committed since the start, each time a group of them. */
    public long commits() {
        return writer.commits();
    }

    /** Finishes what was asked for, and closes. Blocks meanwhile. */
    @Override
    public void close() {
        writer.close();
        readers.shutdown();
        try {
            if (!readers.awaitTermination(10, TimeUnit.SECONDS)) {
                readers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readPool.close();
        writePool.close();
        lock.close();
    }

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Its failures do not tell the values of a statement, which may be secrets. */
    private static Jdbi jdbi(HikariDataSource pool) {
        return Jdbi.create(pool)
                .configure(StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
    }

    private static void migrate(StoreOptions options) {
        try (HikariDataSource pool = pool(options, SQLITE_WRITE, MIGRATORS)) {
            Schema.bringUpToDate(pool);
        }
    }

    private static HikariDataSource pool(StoreOptions options, String sqlite, int size) {
        HikariConfig config = new HikariConfig();
        String separator = options.url().contains("?") ? "&" : "?";
        config.setJdbcUrl(options.isSqlite() ? options.url() + separator + sqlite : options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(5_000);
        config.setPoolName(size == 1 ? "store-write" : "store-read");
        return new HikariDataSource(config);
    }
}
