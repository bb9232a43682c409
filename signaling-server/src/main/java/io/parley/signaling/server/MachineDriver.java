package io.parley.signaling.server;

import io.parley.machine.Machine;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives one machine on one event loop: feeds it, performs what it wants, and keeps its one timer.
 *
 * <p>A timer that would fire too early is left alone: firing early is harmless, and most deadlines move away with each
 * message. So a message costs no timer. Netty's timers are used, since one of Vert.x is kept in three more places.
 */
final class MachineDriver<I, O> {

    private final ContextInternal context;
    private final Machine<I, O> machine;
    private final Consumer<O> perform;
    private @Nullable Future<?> timer;
    private long timerAtNanos = Machine.NEVER;
    private boolean closed;

    /** @param context of the loop that it is used on */
    MachineDriver(ContextInternal context, Machine<I, O> machine, Consumer<O> perform) {
        this.context = context;
        this.machine = machine;
        this.perform = perform;
        settle();
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
        timer = context.nettyEventLoop().schedule(() -> context.emit(fired -> fire()), nanos, TimeUnit.NANOSECONDS);
    }

    private void fire() {
        timer = null;
        timerAtNanos = Machine.NEVER;
        machine.handleTimeout(System.nanoTime());
        settle();
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        timerAtNanos = Machine.NEVER;
    }
}
