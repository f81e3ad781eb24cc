package org.metrobed.analysis.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.Spike;

/** {@link Gap}, {@link GapCause} and {@link Withheld}. */
class GapTest {

    private static final long SECOND = 1_000_000;
    private static final Gap HOUR = new Gap(0, 3_600 * SECOND, false, false);

    @Test
    void missingReadingsAreThoseOfTheIntervalBetweenItsEnds() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int interval = 1 + random.nextInt(100);
            int from = random.nextInt(1_000);
            int to = from + 1 + random.nextInt(1_000);
            int between = 0;
            for (int at = from + interval; at < to; at += interval) {
                between++;
            }
            assertThat(new Gap(from * SECOND, to * SECOND, false, true).countMissing(interval * 1_000L))
                    .as("counted from the last reading on")
                    .isEqualTo(between);
            int before = 0;
            for (int at = to - interval; at >= from; at -= interval) {
                before++;
            }
            assertThat(new Gap(from * SECOND, to * SECOND, true, false).countMissing(interval * 1_000L))
                    .as("counted from the first reading back")
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 1", "21, 1", "24, 1", "26, 2", "30, 2", "3, 0", "61200, 6119"})
    void betweenTwoReadingsTheIntervalMayBeOffByHalf(long seconds, long missing) {
        assertThat(new Gap(0, seconds * SECOND, false, false).countMissing(10_000))
                .isEqualTo(missing);
    }

    @Test
    void overlapIsWhatBothHave() {
        assertThat(HOUR.overlapMicros(-5, 7)).isEqualTo(7);
        assertThat(HOUR.overlapMicros(7, 9)).isEqualTo(2);
        assertThat(HOUR.overlapMicros(3_600 * SECOND, Long.MAX_VALUE)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Gap(5, 5, true, true));
    }

    @ParameterizedTest
    @CsvSource({
        // open at start, at end; withheld, missing; before, after; ingest down, gateway silent (shares of the gap)
        "false, false, 0, 100, true, true, 0, 0, NOT_RECEIVED",
        "false, false, 50, 100, true, true, 1, 1, WITHHELD_BY_QUALITY",
        "false, false, 49, 100, true, true, 0, 0, NOT_RECEIVED",
        "false, false, 1, -1, true, true, 0, 0, WITHHELD_BY_QUALITY",
        "false, false, 0, 100, true, true, 0.5, 1, INGEST_DOWN",
        "false, false, 0, 100, true, true, 0.4, 0, NOT_RECEIVED",
        "false, true, 0, 100, true, false, 0, 0.6, GATEWAY_OFFLINE",
        "false, true, 0, 100, true, false, 0, 0.4, AFTER_LAST",
        "false, true, 0, 100, true, true, 0, 0, NOT_RECEIVED",
        "true, false, 0, 100, false, true, 1, 0, BEFORE_FIRST",
        "true, false, 0, 100, true, true, 0, 0, NOT_RECEIVED",
        "true, true, 0, 100, false, false, 0, 0, BEFORE_FIRST",
        "true, true, 0, 0, true, false, 0, 0, AFTER_LAST"
    })
    void causeIsTheFirstThatExplainsHalfOfTheGap(
            boolean openStart,
            boolean openEnd,
            long withheld,
            long missing,
            boolean before,
            boolean after,
            double down,
            double silent,
            GapCause cause) {
        Gap gap = new Gap(0, 1_000, openStart, openEnd);
        GapEvidence evidence =
                new GapEvidence(withheld, 0, missing, before, after, (long) (down * 1_000), (long) (silent * 1_000));
        assertThat(GapCause.of(gap, evidence)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 60, 100, false, BEFORE_FIRST",
        "true, 0, 60, 100, true, NO_VALUE",
        "false, 0, 50, 100, true, NO_VALUE",
        "false, 20, 30, 100, true, NO_VALUE",
        "false, 30, 20, 100, true, WITHHELD_BY_QUALITY",
        "false, 20, 29, 100, true, NOT_RECEIVED",
        "true, 0, 3, -1, false, BEFORE_FIRST"
    })
    void readingsWithoutAValueAreNotWithheldByQuality(
            boolean openStart, long withheld, long valueless, long missing, boolean before, GapCause cause) {
        Gap gap = new Gap(0, 1_000, openStart, false);
        assertThat(GapCause.of(gap, new GapEvidence(withheld, valueless, missing, before, true, 0, 0)))
                .isEqualTo(cause);
    }

    @Test
    void withheldReadingsNameTheTestsThatFoundFault() {
        Withheld withheld = new Withheld(1, 2, 3, 4, 0, 1L << Spike.TEST.slot() | 1L << GrossRange.TEST.slot());
        assertThat(withheld.count()).isEqualTo(10);
        assertThat(withheld.tests())
                .isEqualTo(
                        List.of(GrossRange.TEST.info().code(), Spike.TEST.info().code()));
        assertThat(Withheld.NONE.tests()).isEmpty();
    }
}
