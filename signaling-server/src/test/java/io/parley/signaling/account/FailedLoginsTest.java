package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final FailedLogins logins = new FailedLogins(3, Duration.ofMinutes(1), 2);

    @Test
    void anAddressIsRefusedAfterItsLastFailure() {
        assertThat(logins.failed("a", 0)).isFalse();
        assertThat(logins.failed("a", 1)).isFalse();
        assertThat(logins.mayTry("a", 2)).isTrue();
        assertThat(logins.failed("a", 2)).isTrue();

        assertThat(logins.mayTry("a", 3)).isFalse();
        assertThat(logins.mayTry("b", 3)).isTrue();
    }

    @Test
    void theWindowBeginsWithTheFirstFailureAndEnds() {
        fail("a", 10, 3);

        assertThat(logins.mayTry("a", 10 + MINUTE - 1)).isFalse();
        assertThat(logins.mayTry("a", 10 + MINUTE)).isTrue();
    }

    @Test
    void afterItsWindowAnAddressStartsAnew() {
        fail("a", 0, 3);

        assertThat(logins.failed("a", MINUTE)).isFalse();
        assertThat(logins.mayTry("a", MINUTE)).isTrue();
    }

    @Test
    void monotonicTimeMayBeNegativeAndOverflow() {
        fail("a", Long.MAX_VALUE - 5, 3);

        assertThat(logins.mayTry("a", Long.MIN_VALUE + 5)).isFalse();
        assertThat(logins.mayTry("a", Long.MIN_VALUE + MINUTE)).isTrue();
    }

    @Test
    void whoFailedLongestAgoIsForgottenFirst() {
        fail("a", 0, 3);
        fail("b", 1, 3);
        logins.failed("a", 2);

        logins.failed("c", 3);

        assertThat(logins.size()).isEqualTo(2);
        assertThat(logins.mayTry("a", 4)).isFalse();
        assertThat(logins.mayTry("b", 4)).isTrue();
    }

    private void fail(String address, long nowNanos, int times) {
        for (int i = 0; i < times; i++) {
            logins.failed(address, nowNanos);
        }
    }
}
