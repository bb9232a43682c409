package io.parley.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {

    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void nothingIsDueBeforeItsTime() {
        deadlines.set("a", 10);

        assertThat(deadlines.pollDue(9)).isNull();
        assertThat(deadlines.pollDue(10)).isEqualTo("a");
        assertThat(deadlines.pollDue(10)).isNull();
        assertThat(deadlines.nextNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void settingAgainMovesADeadline() {
        deadlines.set("a", 10);
        deadlines.set("a", 30);

        assertThat(deadlines.pollDue(29)).isNull();
        assertThat(deadlines.nextNanos()).isEqualTo(30);
    }

    @Test
    void deadlinesOfOneInstantComeInTheOrderTheyWereSet() {
        deadlines.set("b", 10);
        deadlines.set("a", 10);

        assertThat(deadlines.pollDue(10)).isEqualTo("b");
        assertThat(deadlines.pollDue(10)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithAPlainMap(long seed) {
        Random random = new Random(seed);
        Map<String, Long> expected = new HashMap<>();
        for (long now = 0; now < 2_000; now++) {
            String key = "k" + random.nextInt(20);
            if (random.nextInt(4) == 0) {
                deadlines.clear(key);
                expected.remove(key);
            } else {
                long at = now + random.nextInt(50);
                deadlines.set(key, at);
                expected.put(key, at);
            }
            List<String> due = new ArrayList<>();
            for (String next = deadlines.pollDue(now); next != null; next = deadlines.pollDue(now)) {
                due.add(next);
            }
            long moment = now;
            assertThat(due)
                    .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                            .filter(entry -> entry.getValue() <= moment)
                            .map(Map.Entry::getKey)
                            .toList());
            due.forEach(expected::remove);
            assertThat(deadlines.nextNanos())
                    .isEqualTo(
                            expected.values().stream().mapToLong(at -> at).min().orElse(Machine.NEVER));
        }
    }
}
