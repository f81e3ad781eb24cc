package org.metrobed.stream.sink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.metrobed.store.write.WriteResult;

/** Counts the rows of a sink's subtask by outcome, also for the whole process. One thread counts at a time. */
final class RowCounters {

    private final Counter appended;
    private final Counter replayed;
    private final Counter conflicts;
    private final Counter diverged;

    RowCounters(MetricGroup group) {
        this.appended = group.counter("rowsAppended");
        this.replayed = group.counter("rowsReplayed");
        this.conflicts = group.counter("rowsInConflict");
        this.diverged = group.counter("rowsDiverged");
    }

    void count(WriteResult result) {
        WrittenRows.count(result);
        appended.inc(result.appended());
        replayed.inc(result.replayed());
        conflicts.inc(result.conflicts());
        diverged.inc(result.diverged());
    }
}
