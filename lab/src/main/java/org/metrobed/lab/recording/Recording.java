package org.metrobed.lab.recording;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.ReadingInterval;
import org.metrobed.stream.decode.Reading;

/**
 * The readings of one datastream of a file, as the pipeline decodes them. Each is received at its time stamp. Immutable.
 *
 * @param name the file below its folder without extension, and the property
 * @param settings of the datastream
 * @param readings in order of phenomenon time, one for each time
 */
record Recording(String name, DatastreamSettings settings, List<Reading> readings) {

    private static final double DAY_MICROS = 86_400e6;

    Recording {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
        readings = List.copyOf(readings);
    }

    /** A recording of readings in any order; of several readings of one time it has the first. */
    static Recording of(String name, DatastreamSettings settings, List<Reading> readings) {
        List<Reading> sorted = readings.stream()
                .sorted(Comparator.comparingLong(Reading::phenomenonMicros))
                .toList();
        List<Reading> distinct = new ArrayList<>();
        ReadingInterval interval = new ReadingInterval(
                settings.intervalMillis(), settings.anomalyDetection().zone());
        for (Reading reading : sorted) {
            boolean same = !distinct.isEmpty()
                    && distinct.get(distinct.size() - 1).phenomenonMicros() == reading.phenomenonMicros();
            if (!same) {
                long stamp = settings.stamp().stampMicros(reading.phenomenonMicros(), interval);
                distinct.add(reading.with()
                        .settings(null)
                        .receivedMillis(Math.floorDiv(stamp, 1_000L))
                        .orderedFromMillis(Reading.ALWAYS)
                        .build());
            }
        }
        return new Recording(name, settings, distinct);
    }

    /** The time zone of its days. */
    ZoneId zone() {
        return settings.anomalyDetection().zone();
    }

    /** Expected time between two readings, microseconds. */
    long intervalMicros() {
        return settings.intervalMillis() * 1_000;
    }

    /** Phenomenon time of the first reading, microseconds since 1970 UTC. */
    long firstMicros() {
        return readings.get(0).phenomenonMicros();
    }

    /** Phenomenon time of the last reading. */
    long lastMicros() {
        return readings.get(readings.size() - 1).phenomenonMicros();
    }

    /** From the first reading to the last. */
    double days() {
        return readings.isEmpty() ? 0 : (lastMicros() - firstMicros()) / DAY_MICROS;
    }
}
