package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class ArrivalReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void storedLateAndConflictingReadingsAreCountedFromATimeOn() throws SQLException {
        Observation first = observation(0, TestBits.NONE, 1);
        STORE.append(
                RowWriters.observations(),
                List.of(
                        first,
                        observation(1, TestBits.LATE, 2),
                        observation(2, TestBits.LATE | TestBits.BEYOND_RETENTION, 3),
                        observation(1, TestBits.DUPLICATE, 9)));
        List<String> datastreams = List.of(first.datastream(), "city/none/no2");

        assertThat(STORE.<ArrivalReader.Arrivals>read(
                        database -> new ArrivalReader(database).count(datastreams, first.receivedMillis())))
                .isEqualTo(new ArrivalReader.Arrivals(3, 2, 1, 1));
        assertThat(STORE.<ArrivalReader.Arrivals>read(
                        database -> new ArrivalReader(database).count(datastreams, first.receivedMillis() + 1)))
                .isEqualTo(new ArrivalReader.Arrivals(0, 0, 0, 0));
        assertThat(STORE.<ArrivalReader.Arrivals>read(
                        database -> new ArrivalReader(database).count(List.of("city/none/no2"), 0)))
                .isEqualTo(new ArrivalReader.Arrivals(0, 0, 0, 0));
    }

    private static Observation observation(int minute, long marks, double value) {
        return Observations.observation()
                .afterNoon(Duration.ofMinutes(minute))
                .receivedAt(Times.NOON)
                .value(value)
                .tests(marks)
                .build()
                .withRaw(new RawPosition(0, (long) value, 0));
    }
}
