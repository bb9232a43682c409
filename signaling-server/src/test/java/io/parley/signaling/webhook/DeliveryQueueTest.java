package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.webhook.DeliveryQueue.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {

    private final DeliveryQueue queue = new DeliveryQueue(4, 2);

    @Test
    void aRoomIsLoadedOnceForManyWakes() {
        assertThat(queue.wake("a")).isTrue();
        assertThat(queue.wake("a")).isFalse();
        assertThat(queue.loaded("a", head("a", 0, "x", 5), 5)).isFalse();

        assertThat(queue.take(5)).isEqualTo(head("a", 0, "x", 5));
        assertThat(queue.take(5)).isNull();
    }

    @Test
    void aWakeWhileNothingWasFoundLoadsAgain() {
        queue.wake("a");
        queue.wake("a");

        assertThat(queue.loaded("a", null, 0)).isTrue();
        assertThat(queue.loaded("a", null, 0)).isFalse();
        assertThat(queue.rooms()).isZero();
    }

    @Test
    void aWakeWhileSendingIsNotLost() {
        Head sent = taken("a", "x");
        assertThat(queue.wake("a")).isFalse();

        assertThat(queue.finished(sent, true, null, 0)).isTrue();
    }

    @Test
    void waitsUntilDue() {
        queue.found(head("a", 0, "x", 100), 0);

        assertThat(queue.take(99)).isNull();
        assertThat(queue.nextDueMillis()).isEqualTo(100);
        assertThat(queue.take(100)).isNotNull();
        assertThat(queue.nextDueMillis()).isEqualTo(DeliveryQueue.NEVER);
    }

    @Test
    void aWakeWhileWaitingLooksWhetherSomethingComesBefore() {
        queue.found(head("a", 7, "x", 1_000), 0);

        assertThat(queue.wake("a")).isTrue();
        queue.loaded("a", head("a", 3, "x", 0), 0);

        assertThat(queue.take(0)).isEqualTo(head("a", 3, "x", 0));
    }

    @Test
    void oneReceiverGetsNoMoreThanItsShare() {
        List.of("a", "b", "c").forEach(room -> queue.found(head(room, 0, "x", 0), 0));
        queue.found(head("d", 0, "y", 0), 0);

        assertThat(drain()).extracting(Head::room).containsExactly("a", "d", "b");
        queue.finished(head("a", 0, "x", 0), true, null, 0);
        assertThat(drain()).extracting(Head::room).containsExactly("c");
    }

    @Test
    void allTogetherGetNoMoreThanTheLimit() {
        for (int i = 0; i < 10; i++) {
            queue.found(head("room" + i, 0, "receiver" + i, 0), 0);
        }

        assertThat(drain()).hasSize(4);
    }

    @Test
    void aReceiverThatDoesNotAnswerGetsOneAtATime() {
        List.of("a", "b", "c").forEach(room -> queue.found(head(room, 0, "x", 0), 0));
        List<Head> first = drain();
        first.forEach(sent -> queue.finished(sent, false, head(sent.room(), 0, "x", 50), 0));

        assertThat(drain()).hasSize(1);
        queue.finished(head("c", 0, "x", 0), true, null, 0);
        assertThat(drainAt(50)).hasSize(2);
    }

    /** Against random orders: nothing gets lost, nothing is sent twice at a time, no limit is passed. */
    @Test
    void everythingIsSentInTheOrderOfItsRoom() {
        for (int seed = 0; seed < 200; seed++) {
            new Run(seed).toTheEnd();
        }
    }

    /** A database and receivers that answer at random times. */
    private static final class Run {
        final int seed;
        final Random random;
        final DeliveryQueue queue = new DeliveryQueue(5, 2);
        final Map<String, List<Long>> pending = new HashMap<>();
        final List<String> loading = new ArrayList<>();
        final List<Head> sending = new ArrayList<>();
        int toAdd = 100;
        long now;

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void toTheEnd() {
            for (int step = 0; step < 5_000; step++) {
                now++;
                switch (random.nextInt(3)) {
                    case 0 -> add();
                    case 1 -> load();
                    default -> answer();
                }
                for (Head head = queue.take(now); head != null; head = queue.take(now)) {
                    sending.add(head);
                }
                check();
            }
            assertThat(pending.values()).as("seed %d", seed).allMatch(List::isEmpty);
            assertThat(queue.rooms()).as("seed %d", seed).isZero();
        }

        void add() {
            if (toAdd > 0) {
                String room = "room" + random.nextInt(8);
                pending.computeIfAbsent(room, name -> new ArrayList<>()).add((long) toAdd--);
                if (queue.wake(room)) {
                    loading.add(room);
                }
            }
        }

        void load() {
            if (!loading.isEmpty()) {
                String room = loading.remove(random.nextInt(loading.size()));
                if (queue.loaded(room, headOf(room, 0), now)) {
                    loading.add(room);
                }
            }
        }

        void answer() {
            if (!sending.isEmpty()) {
                Head sent = sending.remove(random.nextInt(sending.size()));
                boolean delivered = random.nextBoolean();
                if (delivered) {
                    pending.getOrDefault(sent.room(), List.of()).remove(sent.sequence());
                }
                if (queue.finished(sent, delivered, headOf(sent.room(), delivered ? 0 : 3), now)) {
                    loading.add(sent.room());
                }
            }
        }

        @Nullable
        Head headOf(String room, long delay) {
            List<Long> all = pending.getOrDefault(room, List.of());
            return all.isEmpty() ? null : head(room, all.get(0), "x" + room.hashCode() % 3, now + delay);
        }

        void check() {
            assertThat(sending.stream().map(Head::room)).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(sending).hasSizeLessThanOrEqualTo(5).hasSize(queue.inFlight());
            assertThat(sending.stream().filter(head -> head.receiver().equals("x0")))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private Head taken(String room, String receiver) {
        queue.found(head(room, 0, receiver, 0), 0);
        Head head = queue.take(0);
        if (head == null) {
            throw new AssertionError("nothing to take");
        }
        return head;
    }

    private List<Head> drain() {
        return drainAt(0);
    }

    private List<Head> drainAt(long nowMillis) {
        List<Head> heads = new ArrayList<>();
        for (Head head = queue.take(nowMillis); head != null; head = queue.take(nowMillis)) {
            heads.add(head);
        }
        return heads;
    }

    private static Head head(String room, long sequence, String receiver, long dueAtMillis) {
        return new Head(room, sequence, receiver, dueAtMillis);
    }
}
