package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.Verdicts;

/** {@link ThresholdWords}. */
class ThresholdWordsTest {

    private static final AnomalyDetection PM25 = new AnomalyDetection(
            true, Severity.WARNING, "Fine particles", "ug/m3", ZoneId.of("Europe/Vienna"), Site.NOWHERE);
    private static final ThresholdRule ABOVE =
            new ThresholdRule("unhealthy", ThresholdRule.Direction.ABOVE, 55.4, 45, 300_000, Severity.WARNING);
    private static final long ONSET = micros("2026-11-22T17:00:27Z");

    @Test
    void operatorReadsNameUnitAndLocalTime() {
        assertThat(words(Kind.PENDING, 60))
                .isEqualTo("Fine particles: 60 µg/m³ at 18:05, above 55.4; an alert when it stays so for 5 min");
        assertThat(words(Kind.OPENED, 81.93)).isEqualTo("Fine particles: 81.9 µg/m³ at 18:05, above 55.4 since 18:00");
        assertThat(words(Kind.OPENED, 55.43)).isEqualTo("Fine particles: 55.43 µg/m³ at 18:05, above 55.4 since 18:00");
        assertThat(words(Kind.RESOLVED, 40))
                .isEqualTo("Fine particles: back at 40 µg/m³ at 18:05; it was above 55.4 from 18:00, peak 82.4");
        assertThat(words(Kind.WITHDRAWN, 50)).isEqualTo("Fine particles: back at 50 µg/m³ before its alert opened");
    }

    @Test
    void whatIsNotWatchedIsCalledByItsProperty() {
        assertThat(new ThresholdWords(AnomalyDetection.OFF).of(Kind.OPENED, ABOVE, reading(81.9), ONSET, 82.4))
                .isEqualTo("pm25: 81.9 at 17:05, above 55.4 since 17:00");
    }

    private static String words(Kind kind, double value) {
        return new ThresholdWords(PM25).of(kind, ABOVE, reading(value), ONSET, 82.4);
    }

    private static Observation reading(double value) {
        return ObservationBuilder.builder()
                .datastream("city/station/pm25")
                .phenomenonMicros(micros("2026-11-22T17:05:30Z"))
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .catalogVersion(1)
                .build();
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }
}
