package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class TrackReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String LAT = "city/tram/lat";
    private static final String OLD_LAT = "city/tram/latitude";
    private static final String LON = "city/tram/lon";

    @Test
    void eachSpanHasItsLastUsablePosition() throws SQLException {
        STORE.append(
                RowWriters.observations(),
                List.of(
                        at(OLD_LAT, 0, 48.1),
                        at(LON, 0, 16.1),
                        at(LAT, 10, 48.2),
                        at(LON, 10, 16.2),
                        at(LAT, 20, 48.3),
                        bad(LON, 20, 16.3),
                        at(LAT, 30, 48.4),
                        at(LON, 40, 200)));

        assertThat(places(Times.NOON_MILLIS, span(0, 9), span(0, 10), span(1, 25), span(11, 50), span(100, 200)))
                .containsExactly(place(48.1, 16.1), place(48.2, 16.2), place(48.2, 16.2), place(), place());
        assertThat(places(Times.NOON_MILLIS - 1, span(0, 9))).containsExactly(place());
    }

    private static List<Optional<Location>> places(long asOfMillis, TrackReader.Span... spans) throws SQLException {
        TrackReader.Track track = new TrackReader.Track(List.of(LAT, OLD_LAT), List.of(LON), asOfMillis);
        return STORE.read(database -> new TrackReader(database).listLast(track, List.of(spans)));
    }

    private static TrackReader.Span span(int from, int to) {
        return new TrackReader.Span(
                Times.afterNoonMicros(Duration.ofSeconds(from)), Times.afterNoonMicros(Duration.ofSeconds(to)));
    }

    private static Optional<Location> place(double... degrees) {
        return degrees.length == 0 ? Optional.empty() : Optional.of(new Location(degrees[0], degrees[1], "", ""));
    }

    private static Observation at(String datastream, int seconds, double value) {
        return row(datastream, seconds, value).build();
    }

    private static Observation bad(String datastream, int seconds, double value) {
        return row(datastream, seconds, value).flag(QualityFlag.FAIL).build();
    }

    private static Observations row(String datastream, int seconds, double value) {
        return Observations.observation()
                .of(datastream)
                .afterNoon(Duration.ofSeconds(seconds))
                .receivedAt(Times.NOON)
                .value(value);
    }
}
