package org.metrobed.store.correction;

import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;

/** Finds computed rows that are not stored yet. Static functions only. */
final class MissingRows {

    private record RowKey(long micros, int revision) {
        static RowKey of(Observation row) {
            return new RowKey(row.phenomenonMicros(), row.revision());
        }
    }

    private record WindowKey(long size, long start, int revision) {
        static WindowKey of(WindowRevision window) {
            return new WindowKey(window.sizeMillis(), window.startMicros(), window.revision());
        }
    }

    private MissingRows() {}

    static List<Observation> observations(List<Observation> rows, List<Observation> stored) {
        Set<RowKey> keys = new HashSet<>();
        stored.forEach(row -> keys.add(RowKey.of(row)));
        return rows.stream().filter(row -> !keys.contains(RowKey.of(row))).toList();
    }

    static List<WindowRevision> windows(List<WindowRevision> rows, List<WindowRevision> stored) {
        Set<WindowKey> keys = new HashSet<>();
        stored.forEach(row -> keys.add(WindowKey.of(row)));
        return rows.stream().filter(row -> !keys.contains(WindowKey.of(row))).toList();
    }

    /** The causes of these rows. */
    static List<ProductCause> causes(List<ProductCause> causes, List<Observation> rows) {
        Set<RowKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(RowKey.of(row)));
        return causes.stream()
                .filter(cause -> keys.contains(new RowKey(cause.phenomenonMicros(), cause.revision())))
                .toList();
    }

    /** The earliest time at which one of these rows was recorded, or {@code before} if that is earlier. */
    static OptionalLong earliest(OptionalLong before, List<Observation> rows, List<WindowRevision> windows) {
        LongSummaryStatistics times = LongStream.concat(
                        before.stream(),
                        LongStream.concat(
                                rows.stream().mapToLong(Observation::receivedMillis),
                                windows.stream().mapToLong(WindowRevision::recordedMillis)))
                .summaryStatistics();
        return times.getCount() == 0 ? OptionalLong.empty() : OptionalLong.of(times.getMin());
    }
}
