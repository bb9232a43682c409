package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.machine.Machine;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineDriverIT {

    private static final String BROKEN = "broken";

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void machineGoesOnAfterABugUnlessItsOwnerClosesIt() throws Exception {
        drive(new Echo(Machine.NEVER), "bad", "good");

        assertThat(next()).isEqualTo(BROKEN);
        assertThat(next()).isEqualTo("good");
    }

    @Test
    void bugInWhatIsPerformedIsOneOfTheMachineToo() throws Exception {
        drive(new Echo(Machine.NEVER), "unperformable", "good");

        assertThat(next()).isEqualTo(BROKEN);
        assertThat(next()).isEqualTo("good");
    }

    @Test
    void timerFiresAgainAfterABugAndNotAtOnce() throws Exception {
        long start = System.nanoTime();
        drive(new Echo(start));

        assertThat(next()).isEqualTo(BROKEN);
        assertThat(next()).isEqualTo(BROKEN);
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void closedOneIsFedNothingMore() throws Exception {
        drive(new Echo(Machine.NEVER), "bad", "close", "good");
        assertThat(next()).isEqualTo(BROKEN);
        assertThat(next()).isEqualTo("close");

        assertThat(seen.poll(1_500, TimeUnit.MILLISECONDS)).isNull();
    }

    private void drive(Echo machine, String... inputs) {
        context.runOnContext(now -> {
            Driven driven = new Driven(machine);
            for (String input : inputs) {
                driven.driver.feed(input);
            }
        });
    }

    private String next() throws InterruptedException {
        String next = seen.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private final class Driven {

        final MachineDriver<String, String> driver;

        Driven(Echo machine) {
            driver = new MachineDriver<>(context, machine, this::perform, () -> seen.add(BROKEN));
        }

        private void perform(String output) {
            if (output.equals("unperformable")) {
                throw new IllegalStateException("cannot do this");
            }
            seen.add(output);
            if (output.equals("close")) {
                driver.close();
            }
        }
    }

    /** Wants what it is told, and has bugs. */
    private static final class Echo implements Machine<String, String> {

        private final long timeoutAtNanos;
        private @Nullable String output;

        Echo(long timeoutAtNanos) {
            this.timeoutAtNanos = timeoutAtNanos;
        }

        @Override
        public void handle(long nowNanos, String input) {
            if (input.equals("bad")) {
                throw new IllegalStateException("a bug");
            }
            output = input;
        }

        @Override
        public void handleTimeout(long nowNanos) {
            if (nowNanos >= timeoutAtNanos) {
                throw new IllegalStateException("a bug in a timer");
            }
        }

        @Override
        public @Nullable String poll() {
            String polled = output;
            output = null;
            return polled;
        }

        @Override
        public long nextTimeoutNanos() {
            return timeoutAtNanos;
        }
    }
}
