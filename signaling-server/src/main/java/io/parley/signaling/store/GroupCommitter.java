package io.parley.signaling.store;

import io.parley.signaling.store.Store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes. What waits while it commits becomes the next group, so the busier it is, the more writes
 * share a commit.
 *
 * <p>A write that fails takes the others of its group down with it; then each is tried on its own. While the database
 * is away a group is tried again until it is back, and nobody can ask for more than is allowed to wait.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("parley.store");
    private static final int MAX_GROUP = 500;
    private static final long RETRY_MILLIS = 500;
    private static final long IDLE_MILLIS = 100;

    private final Jdbi jdbi;
    private final int maxWaiting;
    private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
    /** What needs no commit of its own: it goes with the next one, or when there is nothing else to do. */
    private final Queue<Task<?>> soon = new ConcurrentLinkedQueue<>();

    private final AtomicLong commits = new AtomicLong();
    private final Thread thread;
    private volatile CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private volatile boolean away;
    private volatile boolean closing;

    GroupCommitter(Jdbi jdbi, int maxWaiting) {
        this.jdbi = jdbi;
        this.maxWaiting = maxWaiting;
        this.thread = Store.named("store-write").newThread(this::run);
        thread.start();
    }

    private static final class Task<T> {

        final Work<T> work;
        final CompletableFuture<T> committed = new CompletableFuture<>();
        private @Nullable Runnable outcome;

        Task(Work<T> work) {
            this.work = work;
        }

        void perform(Handle handle) {
            T result = work.run(handle);
            outcome = () -> committed.complete(result);
        }

        void succeed() {
            if (outcome != null) {
                outcome.run();
            }
        }
    }

    <T> CompletableFuture<T> submit(Work<T> work, boolean refusable) {
        if (refusable && !isAvailable()) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("the database is not keeping up"));
        }
        Task<T> task = new Task<>(work);
        synchronized (waiting) {
            if (closing) {
                return CompletableFuture.failedFuture(new StoreUnavailableException("the database is closed"));
            }
            waiting.add(task);
            last = task.committed;
        }
        return task.committed;
    }

    /** Like {@link #submit}, but with the next commit, or within a moment of idleness. */
    <T> CompletableFuture<T> submitSoon(Work<T> work) {
        Task<T> task = new Task<>(work);
        synchronized (waiting) {
            if (closing) {
                return CompletableFuture.failedFuture(new StoreUnavailableException("the database is closed"));
            }
            soon.add(task);
        }
        return task.committed;
    }

    /** Completes, perhaps with a failure, when everything that was submitted so far is over. */
    CompletableFuture<?> settled() {
        return last;
    }

    int waiting() {
        return waiting.size();
    }

    long commits() {
        return commits.get();
    }

    boolean isAway() {
        return away;
    }

    boolean isAvailable() {
        return !away && waiting.size() < maxWaiting;
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>();
        while (!closing || !waiting.isEmpty() || !soon.isEmpty()) {
            try {
                Task<?> first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                for (Task<?> task = soon.poll(); task != null; task = soon.poll()) {
                    group.add(task);
                }
                if (first != null) {
                    group.add(first);
                    waiting.drainTo(group, MAX_GROUP - 1);
                }
                if (!group.isEmpty()) {
                    commit(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void commit(List<Task<?>> group) throws InterruptedException {
        while (true) {
            try {
                jdbi.useTransaction(handle -> group.forEach(task -> task.perform(handle)));
                commits.incrementAndGet();
                away = false;
                group.forEach(Task::succeed);
                return;
            } catch (RuntimeException | Error e) {
                if (!Failures.passes(e)) {
                    away = false; // it refused the work, so it is there
                    commitSingly(group, e);
                    return;
                }
                if (!away) {
                    LOG.atError().setCause(e).log("the database is away: writes wait");
                }
                away = true;
                if (closing) {
                    group.forEach(task -> task.committed.completeExceptionally(e));
                    return;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void commitSingly(List<Task<?>> group, Throwable failure) throws InterruptedException {
        if (group.size() == 1) {
            group.get(0).committed.completeExceptionally(failure);
            return;
        }
        for (Task<?> task : group) {
            commit(List.of(task));
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        synchronized (waiting) {
            closing = true;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
