package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.webhook.RetrySchedule.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(24));

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongest() {
        List<Long> attempts = attempts(SCHEDULE, Failure.CONNECT, DeliveryOverrides.NONE);

        assertThat(attempts.subList(0, 5)).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L);
        assertThat(attempts.get(20) - attempts.get(19)).isEqualTo(3_600_000);
    }

    @Test
    void theLastAttemptIsAtTheEndOfTheTime() {
        List<Long> attempts = attempts(SCHEDULE, Failure.SERVER_ERROR, DeliveryOverrides.NONE);

        assertThat(attempts.get(attempts.size() - 1))
                .isEqualTo(Duration.ofHours(24).toMillis());
        assertThat(attempts).hasSizeBetween(30, 40);
    }

    @Test
    void retriesWhatMayPass() {
        assertThat(retried(DeliveryOverrides.NONE))
                .containsExactlyInAnyOrder(Failure.CONNECT, Failure.READ, Failure.SERVER_ERROR, Failure.LATER);
    }

    @Test
    void theUrlDecidesWhatIsRetried() {
        Set<Failure> policy = EnumSet.of(Failure.CLIENT_ERROR);

        assertThat(retried(new DeliveryOverrides(null, null, null, null, policy)))
                .isEqualTo(policy);
        assertThat(retried(DeliveryOverrides.parse("rp=all"))).doesNotContain(Failure.REFUSED);
    }

    @Test
    void theUrlDecidesHowOften() {
        assertThat(attempts(SCHEDULE, Failure.READ, DeliveryOverrides.parse("rc=0")))
                .containsExactly(0L);
        assertThat(attempts(SCHEDULE, Failure.READ, DeliveryOverrides.parse("rc=2")))
                .containsExactly(0L, 1_000L, 3_000L);
    }

    @Test
    void theUrlDecidesForHowLong() {
        assertThat(attempts(SCHEDULE, Failure.READ, DeliveryOverrides.parse("tt=7000")))
                .containsExactly(0L, 1_000L, 3_000L);
    }

    @Test
    void whatWasQueuedLongAgoIsTriedOnce() {
        long day = Duration.ofHours(24).toMillis();

        assertThat(SCHEDULE.next(new Progress(1, 0, day), Failure.CONNECT, DeliveryOverrides.NONE, day))
                .isNull();
    }

    @Test
    void anyScheduleRisesAndEnds() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            long first = 1L + random.nextInt(5_000);
            long longest = 1L + random.nextInt(100_000);
            long window = random.nextInt(1_000_000);
            RetrySchedule schedule =
                    new RetrySchedule(Duration.ofMillis(first), Duration.ofMillis(longest), Duration.ofMillis(window));

            List<Long> attempts = attempts(schedule, Failure.CONNECT, DeliveryOverrides.NONE);

            assertThat(attempts).isSorted().doesNotHaveDuplicates();
            assertThat(attempts.get(attempts.size() - 1)).isEqualTo(window);
            for (int n = 1; n < attempts.size(); n++) {
                assertThat(attempts.get(n) - attempts.get(n - 1)).isBetween(1L, Math.max(first, longest));
            }
        }
    }

    private static List<Long> attempts(RetrySchedule schedule, Failure failure, DeliveryOverrides overrides) {
        List<Long> attempts = new ArrayList<>();
        @Nullable Long at = 0L;
        while (at != null) {
            attempts.add(at);
            at = schedule.next(new Progress(attempts.size(), 0, 0), failure, overrides, at);
        }
        return attempts;
    }

    private static Set<Failure> retried(DeliveryOverrides overrides) {
        Set<Failure> retried = EnumSet.noneOf(Failure.class);
        for (Failure failure : Failure.values()) {
            if (SCHEDULE.next(new Progress(1, 0, 0), failure, overrides, 0) != null) {
                retried.add(failure);
            }
        }
        return retried;
    }
}
