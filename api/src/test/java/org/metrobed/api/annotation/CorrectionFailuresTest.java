package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.store.correction.Cell;

class CorrectionFailuresTest {

    private static final Cell BAD = new Cell("city/station/pm25", 1_777_593_600_000_000L);
    private static final Cell GOOD = new Cell("city/station/no2", 0);

    private final CorrectionFailures failures = new CorrectionFailures();

    @Test
    void cellThatFailsIsTriedLessAndLessOftenAndOthersInEachLook() {
        List<Integer> tried = new ArrayList<>();
        for (int look = 1; look <= 300; look++) {
            List<Cell> due = failures.begin(List.of(BAD, GOOD), true);
            assertThat(due).contains(GOOD);
            if (due.contains(BAD)) {
                tried.add(look);
                failures.failed(BAD, new IllegalStateException("no"));
            }
        }
        assertThat(tried).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 192, 256);
    }

    @Test
    void failureIsToldUntilItsCellSucceeds() {
        failures.begin(List.of(BAD), true);
        failures.failed(BAD, new IllegalStateException("a sketch is broken"));
        assertThat(failures.count()).isEqualTo(1);
        assertThat(failures.describe())
                .contains("fail for 1 days of datastreams, the first is 2026-05-01 of city/station/pm25:"
                        + " java.lang.IllegalStateException: a sketch is broken");
        failures.succeeded(BAD);
        assertThat(failures.count()).isZero();
        assertThat(failures.describe()).isEmpty();
    }

    @Test
    void cellThatIsNoLongerDueFailsNoLonger() {
        failures.begin(List.of(BAD), true);
        failures.failed(BAD, new IllegalStateException("no"));
        failures.begin(List.of(GOOD), false);
        assertThat(failures.count()).isEqualTo(1);
        failures.begin(List.of(GOOD), true);
        assertThat(failures.count()).isZero();
    }

    @Test
    void lookThatFailsIsToldUntilOneSucceeds() {
        failures.lookFailed(new IllegalStateException("no catalog"));
        assertThat(failures.describe()).contains("cannot be looked for: java.lang.IllegalStateException: no catalog");
        failures.lookSucceeded();
        assertThat(failures.describe()).isEmpty();
    }
}
