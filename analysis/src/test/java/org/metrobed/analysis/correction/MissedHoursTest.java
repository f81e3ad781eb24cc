package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

class MissedHoursTest {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long HOUR = 490_000 * HOUR_MICROS;

    @Test
    void lateReadingsOfOneMinuteAreLookedUpOnceHoweverManyTheyAre() {
        AtomicInteger looks = new AtomicInteger();
        NavigableMap<Long, InputReading> readings = new TreeMap<>();
        for (int second = 0; second < 3_600; second++) {
            Observation row = late(HOUR + second * 1_000_000L, second < 1_800 ? 0 : 60_000);
            readings.put(row.phenomenonMicros(), new InputReading(List.of(row)));
        }
        MissedHours hours = new MissedHours(
                "tb/a/pm25",
                new InputsOfTime.Source(readings, Map.of(), Map.of(), version -> Optional.empty()),
                version -> {
                    looks.incrementAndGet();
                    return Optional.empty();
                });

        assertThat(hours.list(new Recomputation.Range(HOUR, HOUR + HOUR_MICROS), Set.of()))
                .isEmpty();
        assertThat(looks).as("one for each minute of log time").hasValue(2);
    }

    private static Observation late(long micros, long afterMillis) {
        return ObservationBuilder.builder()
                .datastream("tb/a/pm25")
                .phenomenonMicros(micros)
                .result(10)
                .flag(QualityFlag.NOT_EVALUATED)
                .tests(new Verdicts(TestBits.LATE, 0))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .receivedMillis((HOUR + 3 * HOUR_MICROS) / 1_000 + afterMillis)
                .build();
    }
}
