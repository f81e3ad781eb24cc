package org.metrobed.store.correction;

import java.util.List;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;

/**
 * The result of computing a cell. Immutable.
 *
 * @param observations revisions that may not have been published to the topics yet, oldest first within a reading
 * @param windows window revisions that may not have been published yet
 * @param appended number of appended rows
 */
public record CellOutcome(List<Observation> observations, List<WindowRevision> windows, long appended) {

    static final CellOutcome NOTHING = new CellOutcome(List.of(), List.of(), 0);

    public CellOutcome {
        observations = List.copyOf(observations);
        windows = List.copyOf(windows);
    }

    /** Whether there is nothing to publish. */
    public boolean isPublished() {
        return observations.isEmpty() && windows.isEmpty();
    }

    /** Selects the computed rows recorded at or after a log time. */
    static CellOutcome from(Recomputation.Result result, long logMillis, long appended) {
        return new CellOutcome(
                result.observations().stream()
                        .filter(row -> row.receivedMillis() >= logMillis)
                        .toList(),
                result.windows().stream()
                        .filter(window -> window.recordedMillis() >= logMillis)
                        .toList(),
                appended);
    }
}
