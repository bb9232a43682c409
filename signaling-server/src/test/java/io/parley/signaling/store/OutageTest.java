package io.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another connection keeps the writer out; each outage takes the five seconds after which SQLite gives up. */
@Timeout(60)
class OutageTest {

    private final String url;
    private final Store store;

    OutageTest(@TempDir Path directory) {
        url = "jdbc:sqlite:" + directory.resolve("test.db");
        store = Store.open(new StoreOptions(url, null, null, 100));
    }

    @BeforeEach
    void makeTable() {
        store.write(handle -> handle.execute(
                        "create table things (place integer primary key autoincrement, id integer unique)"))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whileTheDatabaseIsAwayWritesWaitAndNothingNewIsBegun() throws SQLException {
        CompletableFuture<?> first;
        CompletableFuture<?> second;
        CompletableFuture<List<Integer>> back;
        try (Connection other = DriverManager.getConnection(url);
                Statement lock = other.createStatement()) {
            lock.execute("begin exclusive");
            first = record(2);
            awaitOutage();
            second = record(1);
            back = store.readBack(OutageTest::ids).toCompletableFuture();

            assertThatThrownBy(store.write(handle -> insert(handle, 3)).toCompletableFuture()::join)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(store.read(OutageTest::ids).toCompletableFuture()::join)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThat(List.of(first, second, back)).noneMatch(CompletableFuture::isDone);
            lock.execute("rollback");
        }

        assertThat(back.join()).containsExactly(2, 1);
        assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
        assertThat(store.isAvailable()).isTrue();
        assertThat(store.read(OutageTest::ids).toCompletableFuture().join()).containsExactly(2, 1);
    }

    @Test
    void outageIsOverEvenWhenTheWriteThatWaitedFails() throws SQLException {
        record(1).join();
        CompletableFuture<?> duplicate;
        try (Connection other = DriverManager.getConnection(url);
                Statement lock = other.createStatement()) {
            lock.execute("begin exclusive");
            duplicate = record(1);
            awaitOutage();
            lock.execute("rollback");
        }

        assertThatThrownBy(duplicate::join).hasStackTraceContaining("UNIQUE");
        assertThat(store.isAvailable()).isTrue();
        store.write(handle -> insert(handle, 2)).toCompletableFuture().join();
    }

    /** Nothing tells of an outage, so this looks again and again. */
    private void awaitOutage() {
        while (store.isAvailable()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private CompletableFuture<Integer> record(int id) {
        return store.record(handle -> insert(handle, id)).toCompletableFuture();
    }

    private static int insert(Handle handle, int id) {
        return handle.execute("insert into things (id) values (?)", id);
    }

    private static List<Integer> ids(Handle handle) {
        return handle.createQuery("select id from things order by place")
                .mapTo(Integer.class)
                .list();
    }
}
