package org.metrobed.lab.faults;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a schedule did to the stored data. Immutable.
 *
 * @param schedule the faults
 * @param count the comparison of rows with readings
 * @param windows the comparison of windows with readings
 * @param strays unexpected rows anywhere: dead letters, conflicts, rows outside the loads
 * @param unheard messages that were accepted although nobody heard them
 * @param committed whether every sink reached the newest message
 * @param answers how many answers of the API, with rows, were asked for again
 * @param changed the questions whose answer at the same {@code as_of} changed
 * @param different the tables that an undisturbed run of the same raw log makes otherwise
 * @param restarts the names of parts that ended by themselves
 */
@RecordBuilder
record RandomOutcome(
        FaultSchedule schedule,
        RowCheck.Count count,
        WindowCheck.Count windows,
        FaultOutcome.Strays strays,
        long unheard,
        boolean committed,
        long answers,
        List<String> changed,
        List<String> different,
        List<String> restarts) {

    RandomOutcome {
        changed = List.copyOf(changed);
        different = List.copyOf(different);
        restarts = List.copyOf(restarts);
    }

    /** Whether nothing is lost, doubled, wrong or changed afterwards. */
    boolean holds() {
        return !schedule.faults().isEmpty()
                && count.exact()
                && windows.holds()
                && strays.none()
                && unheard == 0
                && committed
                && answers > 0
                && changed.isEmpty()
                && different.isEmpty();
    }
}
