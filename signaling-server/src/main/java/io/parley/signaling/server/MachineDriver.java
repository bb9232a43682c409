package io.parley.signaling.server;

import io.parley.machine.Machine;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one machine on one event loop: feeds it, performs what it wants, and keeps its one timer.
 *
 * <p>A timer that would fire too early is left alone: firing early is harmless, and most deadlines move away with each
 * message. So a message costs no timer. Netty's timers are used, since one of Vert.x is kept in three more places.
 *
 * <p>A bug ends here: it is logged, and the owner is told, who either closes this or lets the machine go on.
 */
final class MachineDriver<I, O> {

    private static final Logger LOG = LoggerFactory.getLogger("parley.machines");
    /** When a machine that goes on after a bug is driven again, so that a bug in a timer is no endless loop. */
    private static final long AFTER_BUG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ContextInternal context;
    private final Machine<I, O> machine;
    private final Consumer<O> perform;
    private final Runnable onBroken;
    private @Nullable Future<?> timer;
    private long timerAtNanos = Machine.NEVER;
    private boolean closed;

    /**
     * Drives {@code machine} from now on.
     *
     * @param context of the loop that it is used on
     * @param onBroken runs after a bug in the machine or in {@code perform}
     */
    MachineDriver(ContextInternal context, Machine<I, O> machine, Consumer<O> perform, Runnable onBroken) {
        this.context = context;
        this.machine = machine;
        this.perform = perform;
        this.onBroken = onBroken;
        settle();
    }

    void feed(I input) {
        if (closed) {
            return;
        }
        try {
            machine.handle(System.nanoTime(), input);
            settle();
        } catch (RuntimeException bug) {
            broken(bug);
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
            arm(machine.nextTimeoutNanos());
        }
    }

    private void broken(RuntimeException bug) {
        LOG.atError()
                .setCause(bug)
                .addKeyValue("machine", machine.getClass().getSimpleName())
                .log("a bug in a machine");
        onBroken.run();
        if (!closed) {
            disarm();
            arm(System.nanoTime() + AFTER_BUG_NANOS);
        }
    }

    private void arm(long next) {
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
        if (closed) {
            return;
        }
        try {
            machine.handleTimeout(System.nanoTime());
            settle();
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        timerAtNanos = Machine.NEVER;
    }
}
