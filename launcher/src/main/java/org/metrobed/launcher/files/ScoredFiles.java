package org.metrobed.launcher.files;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.analysis.score.TrueFault;

/**
 * True faults and alerts, each from a file. Immutable.
 *
 * @param faults the true faults
 * @param alerts the raised alerts
 */
public record ScoredFiles(List<TrueFault> faults, List<RaisedAlert> alerts) {

    private static final double DAY_MICROS = 86_400e6;

    public ScoredFiles {
        faults = List.copyOf(faults);
        alerts = List.copyOf(alerts);
    }

    /**
     * Reads both files; see {@link AlertFile}.
     *
     * @throws RowException when a row cannot be read; names file and line
     * @throws java.io.UncheckedIOException when a file cannot be read
     */
    public static ScoredFiles read(Path faults, Path alerts) {
        return new ScoredFiles(AlertFile.listFaults(faults), AlertFile.listAlerts(alerts));
    }

    /** The number of datastreams times the number of days from the first time to the last, at least 1. */
    public double datastreamDays() {
        long datastreams = Stream.concat(
                        faults.stream().map(TrueFault::datastream),
                        alerts.stream().map(RaisedAlert::datastream))
                .distinct()
                .count();
        long[] times = LongStream.concat(
                        faults.stream().flatMapToLong(fault -> LongStream.of(fault.fromMicros(), fault.toMicros())),
                        alerts.stream().mapToLong(RaisedAlert::fromMicros))
                .sorted()
                .toArray();
        return times.length < 2 ? 1 : Math.max(1, datastreams * ((times[times.length - 1] - times[0]) / DAY_MICROS));
    }
}
