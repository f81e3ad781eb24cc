package org.metrobed.analysis.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;

/** The tests of stored readings by the code of the stream, with the settings of their catalog versions. One use, one thread. */
final class TestsInOrder {

    private final Map<Long, QualityRun> runs = new HashMap<>();
    private long reach;
    private boolean totals;

    /** Learns the settings of these rows; false if those of a catalog version are not known. */
    boolean learn(List<ReadingRevisions> rows, SettingsByVersion settings) {
        for (ReadingRevisions row : rows) {
            for (long version : row.catalogVersions()) {
                if (!runs.containsKey(version)) {
                    Optional<DatastreamSettings> found = settings.find(version);
                    if (found.isEmpty()) {
                        return false;
                    }
                    learn(version, found.get());
                }
            }
        }
        return true;
    }

    private void learn(long version, DatastreamSettings found) {
        reach = Math.max(reach, Reach.micros(found));
        totals |= found.quality().find(TotalStep.Params.class).isPresent();
        runs.put(version, new QualityRun(found.quality(), found.statistic().scale()));
    }

    /** The longest of the tests of all these readings, microseconds. */
    long reach() {
        return reach;
    }

    /** Whether some of them are totals, so that a reading may decide several rows before it. */
    boolean areTotals() {
        return totals;
    }

    /**
     * The final verdicts by time.
     *
     * @param readings in order of time
     * @param begins times of readings from which on nothing before is remembered
     */
    Map<Long, Verdicts> run(List<Observation> readings, Set<Long> begins) {
        Map<Long, Verdicts> verdicts = new HashMap<>();
        QualityState state = new QualityState();
        int begin = 0;
        for (int row = 0; row < readings.size(); row++) {
            Observation reading = readings.get(row);
            if (begins.contains(reading.phenomenonMicros())) {
                state = new QualityState();
                begin = row;
            }
            Verdicts bits = runs.get(reading.catalogVersion())
                    .accept(state, reading.phenomenonMicros(), reading.result(), DecodedMarks.of(reading.tests()));
            for (int back = 1; back <= Math.min(row - begin, state.decidedRows()); back++) {
                long before = readings.get(row - back).phenomenonMicros();
                verdicts.put(before, state.decided(back, verdicts.get(before)));
            }
            verdicts.put(reading.phenomenonMicros(), bits);
        }
        return verdicts;
    }
}
