package io.parley.signaling.server;

import io.parley.machine.Machine;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Drives one machine on one event loop: feeds it, performs what it wants, and keeps its one timer.
 *
 * <p>A timer that would fire too early is left alone: firing early is harmless, and most deadlines move away with each
 * message. So a message costs no timer.
 */
final class MachineDriver<I, O> {

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Machine<I, O> machine;
    private final Consumer<O> perform;
    private long timer = NO_TIMER;
    private long timerAtNanos = Machine.NEVER;
    private boolean closed;

    MachineDriver(Vertx vertx, Machine<I, O> machine, Consumer<O> perform) {
        this.vertx = vertx;
        this.machine = machine;
        this.perform = perform;
        arm();
    }

    void feed(I input) {
        if (!closed) {
            machine.handle(System.nanoTime(), input);
            settle();
        }
    }

    /** The machine is not driven any more. */
    void close() {
        closed = true;
        disarm();
    }

    private void settle() {
        for (O output = machine.poll(); output != null; output = machine.poll()) {
            perform.accept(output);
        }
        if (!closed) {
            arm();
        }
    }

    private void arm() {
        long next = machine.nextTimeoutNanos();
        if (next >= timerAtNanos) {
            return;
        }
        disarm();
        timerAtNanos = next;
        long nanos = Math.max(0, next - System.nanoTime());
        timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, fired -> fire());
    }

    private void fire() {
        timer = NO_TIMER;
        timerAtNanos = Machine.NEVER;
        machine.handleTimeout(System.nanoTime());
        settle();
    }

    private void disarm() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
        timerAtNanos = Machine.NEVER;
    }
}
