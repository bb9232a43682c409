package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loops that make the load. */
class LoopTest {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void openLoopCountsFromWhenAnOperationWasToBegin()
            throws ExecutionException, InterruptedException, TimeoutException {
        OpenLoop loop = new OpenLoop(vertx, 1_000, 10, 1, number -> {
            if (number == 0) {
                stall();
            }
            return Future.succeededFuture();
        });

        loop.run();

        assertThat(loop.millis(0).get(0)).as("the last one waited too").isGreaterThan(50);
        assertThat(loop.lagMillis()).isGreaterThan(50);
    }

    @Test
    void openLoopDividesItsTimeIntoWindows() throws ExecutionException, InterruptedException, TimeoutException {
        OpenLoop loop =
                new OpenLoop(vertx, 1_000, 20, 2, number -> number < 10 ? Future.succeededFuture() : vertx.timer(100));

        loop.run();

        assertThat(loop.millis(50).get(1)).isGreaterThanOrEqualTo(99);
        assertThat(loop.millis(0).get(0)).isLessThan(loop.millis(0).get(1));
    }

    @Test
    void openLoopCountsFailuresAndEnds() throws ExecutionException, InterruptedException, TimeoutException {
        OpenLoop loop = new OpenLoop(
                vertx,
                1_000,
                10,
                1,
                number -> number % 2 == 0 ? Future.succeededFuture() : Future.failedFuture("on purpose"));

        loop.run();

        assertThat(loop.failures()).isEqualTo(5);
    }

    @Test
    void closedLoopHasNoMoreUnderWayThanItMay() throws ExecutionException, InterruptedException, TimeoutException {
        Deque<Promise<Void>> underWay = new ArrayDeque<>();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();

        Bench.await(ClosedLoop.run(vertx, 20, 3, number -> {
            begun.incrementAndGet();
            Promise<Void> promise = Promise.promise();
            underWay.add(promise);
            most.accumulateAndGet(underWay.size(), Math::max);
            vertx.runOnContext(later -> underWay.remove().complete());
            return promise.future();
        }));

        assertThat(begun).hasValue(20);
        assertThat(most).hasValue(3);
    }

    @Test
    void closedLoopFailsWithItsOperation() {
        assertThatThrownBy(() -> Bench.await(ClosedLoop.run(vertx, 20, 3, number -> Future.failedFuture("on purpose"))))
                .hasMessageContaining("on purpose");
    }

    private static void stall() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
