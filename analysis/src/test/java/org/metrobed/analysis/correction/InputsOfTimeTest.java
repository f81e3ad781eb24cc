package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

/** Two hours of readings of each minute, the second hour of the second version of the catalog. */
class InputsOfTimeTest {

    private static final long MINUTE = 60_000;

    private final InputsOfTime.Source source = InputsOfTime.Source.of(
            new ProductInputs.Input(readings(), List.of(), Map.of(), version -> Optional.empty()));

    @Test
    void versionsAreThoseOfReadingsInTheRangeThatWereReceivedUpToTheLogTime() {
        assertThat(versions(0, 120, 30)).containsExactly(1L);
        assertThat(versions(0, 120, 61)).containsExactly(1L, 2L);
        assertThat(versions(60, 120, 119)).containsExactly(2L);
        assertThat(versions(60, 120, 59)).isEmpty();
    }

    @Test
    void readingOfTheSecondVersionThatCameLateIsFoundFromItsReceiptOn() {
        assertThat(versions(5, 15, 119))
                .as("one of minute 10 came in minute 130")
                .containsExactly(1L);
        assertThat(versions(5, 15, 130)).containsExactly(1L, 2L);
        assertThat(versions(15, 25, 130)).containsExactly(1L);
    }

    @Test
    void versionThatIsThereStays() {
        Set<Long> there = new TreeSet<>(Set.of(7L));
        source.addVersions(range(60, 120), 119 * MINUTE, there);
        assertThat(there).containsExactly(2L, 7L);
    }

    private Set<Long> versions(int fromMinute, int toMinute, int logMinute) {
        Set<Long> versions = new TreeSet<>();
        source.addVersions(range(fromMinute, toMinute), logMinute * MINUTE, versions);
        return versions;
    }

    private static Recomputation.Range range(int fromMinute, int toMinute) {
        return new Recomputation.Range(fromMinute * MINUTE * 1_000, toMinute * MINUTE * 1_000);
    }

    private static List<Observation> readings() {
        List<Observation> rows = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            rows.add(reading(minute * MINUTE * 1_000, minute < 60 ? 1 : 2, minute));
        }
        rows.add(reading(10 * MINUTE * 1_000 + 1, 2, 130));
        return rows;
    }

    private static Observation reading(long micros, long version, int receivedMinute) {
        return ObservationBuilder.builder()
                .datastream("tb/a/pm25")
                .phenomenonMicros(micros)
                .result(10)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .receivedMillis(receivedMinute * MINUTE)
                .catalogVersion(version)
                .build();
    }
}
