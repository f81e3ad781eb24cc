package org.metrobed.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallRateTest {

    private static final long MINUTE = 60_000_000L;

    @Test
    void busiestTenMinutesBeginAnywhereAndDoNotHoldTheirEnd() {
        CallRate rate =
                CallRate.of(List.of(25 * MINUTE, 9 * MINUTE, 12 * MINUTE, 18 * MINUTE, 19 * MINUTE), 100 * MINUTE);

        assertThat(rate).isEqualTo(new CallRate(5, 0.5, 3));
    }

    @Test
    void callsAtOneTimeAreAsManyAsTheyAre() {
        assertThat(CallRate.of(List.of(MINUTE, MINUTE, MINUTE), 10 * MINUTE)).isEqualTo(new CallRate(3, 3, 3));
    }

    @Test
    void nobodyIsCalledWithoutAlerts() {
        assertThat(CallRate.of(List.of(), MINUTE)).isEqualTo(new CallRate(0, 0, 0));
        assertThatThrownBy(() -> CallRate.of(List.of(), 0)).hasMessage("the span is 0 µs, must be above 0");
    }
}
