package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;

class WindowAccumulatorTest {

    @Test
    void readingsAreCountedByFlagAndOnlyGoodAndSuspectOnesAreSummarised() {
        WindowAccumulator window = new WindowAccumulator(0);
        long micros = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            window.add(observation(micros++, flag), ReadingKind.of(Statistic.MEAN));
        }
        WindowContent content = window.content();
        assertThat(content.good()).isEqualTo(Summary.of(0, 0));
        assertThat(content.suspect().count()).isEqualTo(1);
        assertThat(content.notEvaluated()).isEqualTo(1);
        assertThat(content.fail()).isEqualTo(1);
        assertThat(content.missing()).isEqualTo(1);
        assertThat(content.count()).isEqualTo(5);
        assertThat(content.catalogVersion()).isEqualTo(4);
    }

    @Test
    void windowGoesOnFromItsContent() {
        WindowAccumulator window = new WindowAccumulator(7);
        window.add(observation(1, QualityFlag.SUSPECT), ReadingKind.of(Statistic.MEAN));
        WindowAccumulator again = new WindowAccumulator(7, window.content());
        window.add(observation(2, QualityFlag.SUSPECT), ReadingKind.of(Statistic.MEAN));
        again.add(observation(2, QualityFlag.SUSPECT), ReadingKind.of(Statistic.MEAN));
        assertThat(again.content()).isEqualTo(window.content());
        assertThat(again.startMicros()).isEqualTo(7);
    }

    static Observation observation(long micros, QualityFlag flag) {
        double value = flag == QualityFlag.MISSING ? Double.NaN : micros;
        return ObservationBuilder.builder()
                .datastream("tb/a/b")
                .phenomenonMicros(micros)
                .result(value)
                .flag(flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .catalogVersion(micros)
                .build();
    }
}
