package org.metrobed.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SIXTY_MILLIS = TimeUnit.MILLISECONDS.toNanos(60);

    private final TokenBucket hundred = new TokenBucket(100, 0);

    @Test
    void burstAndADebtOfATwentiethOfASecondPassAndOneTokenMoreWaitsForTheWholeDebt() {
        assertThat(hundred.take(200, 0)).isZero();
        assertThat(hundred.take(5, 0)).isZero();
        assertThat(hundred.take(1, 0)).isCloseTo(SIXTY_MILLIS, within(1L));
    }

    @Test
    void secondFillsWhatItIsWorthAndNeverMoreThanTheBurst() {
        assertThat(hundred.take(200, 0)).isZero();
        assertThat(hundred.take(105, SECOND)).isZero();
        assertThat(hundred.take(205, 100 * SECOND)).isZero();
        assertThat(hundred.take(1, 100 * SECOND)).isCloseTo(SIXTY_MILLIS, within(1L));
    }

    @Test
    void bucketWithoutARateNeverWaits() {
        TokenBucket unlimited = new TokenBucket(0, 0);
        assertThat(unlimited.take(Integer.MAX_VALUE, 0)).isZero();
        assertThat(unlimited.take(Integer.MAX_VALUE, 0)).isZero();
    }
}
