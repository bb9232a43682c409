package io.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreTest {

    private static final int MAX_WAITING = 3;

    private final StoreOptions options;
    private Store store;

    StoreTest(@TempDir Path directory) {
        options = new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, "secret", MAX_WAITING);
        store = Store.open(options);
    }

    @BeforeEach
    void makeTable() {
        store.write(handle -> handle.execute("create table things (id integer primary key)"))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readSeesAllEarlierWritesInTheirOrder() {
        CompletableFuture<Boolean> gate = holdWriter();
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<?>> writes = IntStream.of(3, 1, 2)
                .<CompletableFuture<?>>mapToObj(id -> insert(id).thenAccept(written -> order.add(id)))
                .toList();
        CompletableFuture<List<Integer>> read = ids();

        assertThat(read).isNotDone();
        gate.complete(true);
        assertThat(read.join()).containsExactly(1, 2, 3);
        assertThat(writes).allMatch(CompletableFuture::isDone);
        assertThat(order).containsExactly(3, 1, 2);
    }

    @Test
    void writeThatFailsFailsAloneAndLeavesNothing() {
        CompletableFuture<Boolean> gate = holdWriter();
        CompletableFuture<?> before = insert(1);
        CompletableFuture<?> failing = store.record(handle -> {
                    handle.execute("insert into things values (2)");
                    return handle.execute("insert into things values (1)");
                })
                .toCompletableFuture();
        CompletableFuture<?> after = insert(3);
        gate.complete(true);

        before.join();
        after.join();
        assertThatThrownBy(failing::join).hasStackTraceContaining("UNIQUE constraint failed: things.id");
        assertThat(ids().join()).containsExactly(1, 3);
        assertThat(store.isAvailable()).isTrue();
    }

    @Test
    void errorFailsItsWriteAndTheWriterLivesOn() {
        CompletableFuture<Boolean> failing = store.<Boolean>write(handle -> {
                    handle.execute("insert into things values (1)");
                    throw new AssertionError("of the test");
                })
                .toCompletableFuture();

        assertThatThrownBy(failing::join).hasCauseInstanceOf(AssertionError.class);
        insert(2).join();
        assertThat(ids().join()).containsExactly(2);
    }

    @Test
    void tooManyWritesAreRefusedButWhatHasHappenedIsTaken() {
        CompletableFuture<Boolean> gate = holdWriter();
        for (int id = 1; id <= MAX_WAITING; id++) {
            assertThat(insertRefusably(id)).isNotDone();
        }
        assertThat(store.waiting()).isEqualTo(MAX_WAITING);
        assertThat(store.isAvailable()).isFalse();
        assertThatThrownBy(store::requireAvailable).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(insertRefusably(4)::join).hasCauseInstanceOf(StoreUnavailableException.class);
        CompletableFuture<?> recorded = insert(5);
        gate.complete(true);

        recorded.join();
        assertThat(ids().join()).containsExactly(1, 2, 3, 5);
        assertThat(store.isAvailable()).isTrue();
        insertRefusably(6).join();
    }

    @Test
    void writesThatWaitShareACommit() {
        long before = store.commits();
        CompletableFuture<Boolean> gate = holdWriter();
        CompletableFuture<?>[] writes =
                IntStream.range(0, 400).parallel().mapToObj(this::insert).toArray(CompletableFuture<?>[]::new);
        gate.complete(true);
        CompletableFuture.allOf(writes).join();

        assertThat(store.commits()).isEqualTo(before + 2); // of the gate, and of the others
        assertThat(ids().join()).hasSize(400);
    }

    @Test
    void whatIsRecordedSoonGoesWithTheNextCommit() {
        long before = store.commits();
        CompletableFuture<Boolean> gate = holdWriter();
        CompletableFuture<?> soon = insertSoon(1);
        CompletableFuture<?> next = insert(2);
        gate.complete(true);

        next.join();
        soon.join();
        assertThat(store.commits()).isEqualTo(before + 2); // of the gate, and of both
        assertThat(ids().join()).containsExactly(1, 2);
    }

    @Test
    void whatIsRecordedSoonNeedsNoOtherWrite() {
        long before = store.commits();
        insertSoon(1).join();

        assertThat(store.commits()).isEqualTo(before + 1);
        assertThat(ids().join()).containsExactly(1);
    }

    @Test
    void whatFailsSoonTakesNoWriteWithIt() {
        insert(1).join();
        CompletableFuture<Boolean> gate = holdWriter();
        CompletableFuture<?> write = insert(2);
        CompletableFuture<?> soon = insertSoon(1);
        gate.complete(true);

        write.join();
        assertThatThrownBy(soon::join).hasStackTraceContaining("UNIQUE");
        assertThat(ids().join()).containsExactly(1, 2);
    }

    @Test
    void failedReadIsNotAnOutage() {
        CompletionStage<Integer> read = store.read(handle -> handle.execute("select nonsense"));

        assertThatThrownBy(read.toCompletableFuture()::join)
                .hasStackTraceContaining("no such column")
                .satisfies(failure -> assertThat(failure.getCause()).isNotInstanceOf(StoreUnavailableException.class));
        assertThat(store.isAvailable()).isTrue();
    }

    @Test
    void failureDoesNotTellTheValuesOfAStatement() {
        CompletionStage<Integer> write =
                store.write(handle -> handle.execute("insert into nowhere values (?)", "s3cret"));

        assertThatThrownBy(write.toCompletableFuture()::join)
                .hasStackTraceContaining("no such table: nowhere")
                .satisfies(failure -> assertThat(failure).asString().doesNotContain("s3cret"));
    }

    @Test
    void closeWritesWhatWaits() {
        CompletableFuture<?> write = insert(1);
        CompletableFuture<?> soon = insertSoon(2);
        store.close();

        assertThat(write).isCompleted();
        assertThat(soon).isCompleted();
        assertThatThrownBy(insert(3)::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(insertRefusably(3)::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(insertSoon(3)::join).hasCauseInstanceOf(StoreUnavailableException.class);

        store = Store.open(options);
        assertThat(ids().join()).containsExactly(1, 2);
    }

    @Test
    void secondStoreIsRefusedUntilTheFirstIsClosed() {
        assertThatThrownBy(() -> Store.open(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another server uses the database")
                .hasMessageContaining("test.db")
                .hasMessageNotContaining("secret");
        insert(1).join();

        store.close();
        store = Store.open(options);
        assertThat(ids().join()).containsExactly(1);
    }

    /** Keeps the writer busy until what it returns is completed. */
    private CompletableFuture<Boolean> holdWriter() {
        CompletableFuture<Boolean> busy = new CompletableFuture<>();
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        CompletionStage<Boolean> held = store.record(handle -> {
            busy.complete(true);
            return gate.join();
        });
        busy.join();
        assertThat(held.toCompletableFuture()).isNotDone();
        return gate;
    }

    private CompletableFuture<Integer> insert(int id) {
        return store.record(handle -> insert(handle, id)).toCompletableFuture();
    }

    private CompletableFuture<Integer> insertRefusably(int id) {
        return store.write(handle -> insert(handle, id)).toCompletableFuture();
    }

    private CompletableFuture<Integer> insertSoon(int id) {
        return store.recordSoon(handle -> insert(handle, id)).toCompletableFuture();
    }

    private static int insert(Handle handle, int id) {
        return handle.execute("insert into things values (?)", id);
    }

    private CompletableFuture<List<Integer>> ids() {
        return store.read(handle -> handle.createQuery("select id from things order by id")
                        .mapTo(Integer.class)
                        .list())
                .toCompletableFuture();
    }
}
