package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.SeriesCleaning.Cleaned;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;

class SeriesCleaningTest {

    private static final QualityConfig RATE = QualityConfig.ofInterval(1_000_000)
            .with(RateOfChange.Params.perSecond(1, 5, false))
            .with(new DuplicateTimestamp.Params());

    @Test
    void flagsAreTheSameInAnyOrderOfArrival() {
        for (int seed = 0; seed < 1_000; seed++) {
            RandomSeries random = new RandomSeries(seed);
            SeriesCleaning cleaning = new SeriesCleaning(random.config(), Scale.LINE, Sentinels.NONE);
            List<Row> rows = distinctTimes(random, 1 + seed % 80);
            Map<Row, Cleaned> inOrder = byRow(rows, cleaning.clean(rows));
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(byRow(shuffled, cleaning.clean(shuffled)))
                    .as("seed %d", seed)
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void sentinelIsMissingBeforeAnyTest() {
        List<Cleaned> cleaned = new SeriesCleaning(RATE, Scale.LINE, new Sentinels(List.of(-999.0)))
                .clean(List.of(new Row(0, 5), new Row(1_000_000, -999), new Row(2_000_000, 5)));
        assertThat(cleaned)
                .extracting(row -> TestBits.overall(row.bits()).code())
                .containsExactly(1, 9, 1);
        assertThat(cleaned.get(1).value()).isNaN();
    }

    @Test
    void exactRepeatIsDroppedAndAConflictIsKeptBesideTheFirst() {
        List<Cleaned> cleaned = new SeriesCleaning(RATE, Scale.LINE, Sentinels.NONE)
                .clean(List.of(new Row(0, 5), new Row(0, 5), new Row(0, 90), new Row(1_000_000, 5.5)));
        assertThat(cleaned).extracting(Cleaned::isDropped).containsExactly(false, true, false, false);
        assertThat(TestBits.has(cleaned.get(2).bits(), TestBits.DUPLICATE)).isTrue();
        assertThat(TestBits.overall(cleaned.get(2).bits())).isEqualTo(QualityFlag.SUSPECT);
        assertThat(TestBits.verdict(cleaned.get(2).bits(), RateOfChange.TEST.slot()))
                .isEqualTo(QualityFlag.NOT_EVALUATED);
        assertThat(TestBits.overall(cleaned.get(0).bits())).isEqualTo(QualityFlag.GOOD);
        assertThat(TestBits.overall(cleaned.get(3).bits())).isEqualTo(QualityFlag.GOOD);
    }

    @Test
    void valueThatIsRepeatedWithAnotherFlagIsNoExactDuplicate() {
        Row flagged = new Row(0, 5, QualityFlag.FAIL);
        List<Cleaned> cleaned = new SeriesCleaning(RATE, Scale.LINE, Sentinels.NONE)
                .clean(List.of(
                        new Row(0, 5), flagged, new Row(1, 5, QualityFlag.FAIL), new Row(1, 5, QualityFlag.FAIL)));
        assertThat(cleaned).extracting(Cleaned::isDropped).containsExactly(false, false, false, true);
        assertThat(TestBits.overall(cleaned.get(1).bits())).isEqualTo(QualityFlag.FAIL);
    }

    private static List<Row> distinctTimes(RandomSeries random, int count) {
        long[] times = random.times(count);
        double[] values = random.values(count);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == 0 || times[i] != times[i - 1]) {
                rows.add(new Row(times[i], values[i]));
            }
        }
        return rows;
    }

    private static Map<Row, Cleaned> byRow(List<Row> rows, List<Cleaned> cleaned) {
        Map<Row, Cleaned> byRow = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            byRow.put(rows.get(i), cleaned.get(i));
        }
        return byRow;
    }
}
