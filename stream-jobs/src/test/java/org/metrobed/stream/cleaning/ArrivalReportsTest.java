package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.reading;
import static org.metrobed.stream.Steps.settings;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

class ArrivalReportsTest {

    private static final DatastreamSettings OFF = settings(100, 130);
    private static final DatastreamSettings ON = OFF.withAnomalyDetection(
            new AnomalyDetection(true, Severity.INFO, "P", "ug/m3", ZoneOffset.UTC, Site.NOWHERE));

    private final Cleaner cleaner = new Cleaner(48 * 3_600_000L);
    private final CleaningState state = new CleaningState();
    private final Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    @Test
    void readingsLeaveInTheOrderOfArrivalRepeatedLateAndFailedOnesToo() {
        take(reading(600, 600, 1, ON));
        take(reading(540, 601, 2, null));
        take(reading(600, 602, 1, null));
        take(reading(300, 603, 3, null));
        take(reading(720, 720, 5_000, null));

        assertThat(out.arrivals())
                .extracting(arrival -> arrival.observation().phenomenonMicros() / Steps.SECOND)
                .containsExactly(600L, 540L, 600L, 300L, 720L);
        assertThat(out.arrivals()).allMatch(arrival -> arrival.observation().revision() == 0);
        assertThat(TestBits.has(out.arrivals().get(2).observation().tests(), TestBits.DUPLICATE))
                .isTrue();
        assertThat(out.arrivals().get(4).observation().flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(out.arrivals()).extracting(CleanedStep::logMillis).isSorted();
    }

    @Test
    void whatIsDrivenAgainTellsNothingOfArrival() {
        take(reading(600, 600, 1, ON));
        take(ReadingBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros(540 * Steps.SECOND)
                .value(2)
                .receivedMillis(540_000)
                .redrivenMillis(700_000)
                .offset(5)
                .catalogVersion(1)
                .build());

        assertThat(out.arrivals()).hasSize(1);
        assertThat(out.stored()).hasSize(2);
    }

    @Test
    void datastreamThatNobodyWatchesSendsNothingButOnceThatItsWatchHasEnded() {
        take(reading(600, 600, 1, OFF));
        assertThat(out.arrivals()).isEmpty();
        take(reading(660, 660, 1, ON));
        take(reading(720, 720, 1, OFF));
        take(reading(780, 780, 1, null));

        assertThat(out.arrivals())
                .extracting(arrival -> arrival.settings().anomalyDetection().on())
                .isEqualTo(List.of(true, false));
    }

    private void take(Reading reading) {
        cleaner.runDue(state, reading.logMillis(), out);
        cleaner.accept(state, reading, out);
    }
}
