package org.metrobed.store.correction;

import java.util.List;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.analysis.correction.Recomputation;

/** Finds the cells in which verdicts depend on a reading of another cell. Static functions only. */
final class Reachable {

    private Reachable() {}

    /**
     * Adds the parts of days that a reading of a cell reaches. The neighbours are due from the minute of the reading; the
     * cell itself was computed up to the last minute, and is due again for rows that came in the meantime.
     */
    static void add(Cell cell, Recomputation.Reached reached, long lastMinute, List<Due> more) {
        long from = reached.range().fromMicros();
        long to = reached.range().toMicros();
        for (long day = Math.floorDiv(from, Cell.DAY_MICROS) * Cell.DAY_MICROS; day < to; day += Cell.DAY_MICROS) {
            boolean own = day == cell.startMicros();
            more.add(new Due(
                    cell.datastream(),
                    Math.max(from, day),
                    Math.min(to, day + Cell.DAY_MICROS),
                    own ? lastMinute + LogMinute.MILLIS : reached.minuteMillis()));
        }
    }
}
