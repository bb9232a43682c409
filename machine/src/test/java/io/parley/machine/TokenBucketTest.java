package io.parley.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void aFullBucketHoldsOneBurst() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);

        assertThat(taken(bucket, 5, 0)).isEqualTo(3);
    }

    @Test
    void tokensComeBackAtTheRate() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        taken(bucket, 3, 0);

        assertThat(bucket.take(SECOND / 10 - 1)).isFalse();
        assertThat(bucket.take(SECOND / 10)).isTrue();
        assertThat(bucket.take(SECOND / 10)).isFalse();
    }

    @Test
    void aLongRestFillsNoMoreThanOneBurst() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);

        assertThat(taken(bucket, 9, 3_600 * SECOND)).isEqualTo(3);
    }

    @Test
    void reservationsQueueUp() {
        TokenBucket bucket = new TokenBucket(10, 1, 0);

        assertThat(bucket.reserve(0)).isZero();
        assertThat(bucket.reserve(0)).isEqualTo(SECOND / 10);
        assertThat(bucket.reserve(0)).isEqualTo(2 * SECOND / 10);
        assertThat(bucket.waitNanos(0)).isEqualTo(3 * SECOND / 10);
        assertThat(bucket.waitNanos(3 * SECOND / 10)).isZero();
    }

    @Test
    void manyAreTakenTogetherOrNotAtAll() {
        TokenBucket bucket = new TokenBucket(10, 5, 0);

        assertThat(bucket.take(0, 6)).as("more than a full bucket").isFalse();
        assertThat(bucket.take(0, 4)).isTrue();
        assertThat(bucket.take(0, 2)).isFalse();
        assertThat(bucket.take(0, 1)).isTrue();
        assertThat(bucket.take(SECOND / 5, 2)).isTrue();
    }

    @Test
    void noMoreThanOneBurstIsTakenAtOnceAfterALongRest() {
        TokenBucket bucket = new TokenBucket(10, 5, 0);

        assertThat(bucket.take(3_600 * SECOND, 6)).isFalse();
        assertThat(bucket.take(3_600 * SECOND, 5)).isTrue();
    }

    @Test
    void startsFullAtAnyTime() {
        assertThat(taken(new TokenBucket(10, 3, -77 * SECOND), 5, -77 * SECOND)).isEqualTo(3);
    }

    private static long taken(TokenBucket bucket, int attempts, long nowNanos) {
        return IntStream.range(0, attempts).filter(i -> bucket.take(nowNanos)).count();
    }
}
