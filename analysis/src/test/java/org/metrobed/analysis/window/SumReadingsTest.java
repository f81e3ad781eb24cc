package org.metrobed.analysis.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowLevel;

class SumReadingsTest {

    private static final long QUARTER_HOUR = WindowLevel.QUARTER_HOUR.micros();

    @Test
    void hourOfATotalComputedFromItsReadingsHasTheirIncreaseWhateverTheOrderInWhichTheyCame() {
        List<Observation> readings = new ArrayList<>();
        double[] totals = {98, 100, 2, 4};
        for (int i = 0; i < totals.length; i++) {
            readings.add(reading(i * QUARTER_HOUR, totals[i]));
        }
        Summary good = SumReadings.of(WindowLevel.HOUR.millis(), readings, ReadingKind.of(Statistic.TOTAL))
                .good();
        WholeCourse whole = WholeCourse.of(good, null, 0, WindowLevel.HOUR.micros());
        assertThat(whole.increase()).isEqualTo(2 + 2 + 2);
        assertThat(whole.changes()).isEqualTo(1);
    }

    private static Observation reading(long micros, double total) {
        return ObservationBuilder.builder()
                .datastream("t/a/energy")
                .phenomenonMicros(micros)
                .result(total)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .build();
    }
}
