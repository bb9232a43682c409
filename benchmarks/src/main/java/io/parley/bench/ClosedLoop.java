package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Operations of which a fixed number is under way at a time: each begins when another has ended. */
final class ClosedLoop {

    private final int count;
    private final OpenLoop.Operation operation;
    private final Promise<Void> over = Promise.promise();
    private int begun;
    private int ended;

    private ClosedLoop(int count, OpenLoop.Operation operation) {
        this.count = count;
        this.operation = operation;
    }

    /** Completes when all {@code count} have succeeded, fails when one has. */
    static Future<Void> run(Vertx vertx, int count, int atATime, OpenLoop.Operation operation) {
        ClosedLoop loop = new ClosedLoop(count, operation);
        vertx.runOnContext(now -> {
            for (int i = 0; i < atATime; i++) {
                loop.next();
            }
        });
        return loop.over.future();
    }

    private void next() {
        if (begun < count) {
            operation
                    .begin(begun++)
                    .onSuccess(done -> {
                        if (++ended == count) {
                            over.complete();
                        }
                        next();
                    })
                    .onFailure(over::tryFail);
        }
    }
}
