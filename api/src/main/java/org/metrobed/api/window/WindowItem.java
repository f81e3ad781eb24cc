package org.metrobed.api.window;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.Deployment;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.store.window.MergedWindow;

/**
 * A row of the answer before it is written. Immutable.
 *
 * @param series its series
 * @param part the window of the series
 * @param sequence its number among rows of one window, from 0
 * @param datastreams number of datastreams of its series with a part
 * @param values its aggregates
 * @param marks further properties
 */
record WindowItem(
        WindowSeries series, WindowPart part, int sequence, int datastreams, AggregateValues values, Marks marks) {

    /** The order of rows, the oldest first. */
    static final Comparator<WindowItem> ORDER = Comparator.comparing(WindowItem::place, Key.OLDEST_FIRST);

    /** Number of parts of {@link #key}. */
    static final int KEY_PARTS = 3;

    /** The place of a row in the list: start of its window, key of its series, its number. */
    record Key(long startMicros, String series, long sequence) {
        static final Comparator<Key> OLDEST_FIRST = Comparator.comparingLong(Key::startMicros)
                .thenComparing(Key::series)
                .thenComparingLong(Key::sequence);
    }

    /**
     * Properties of a row besides its values.
     *
     * @param open its end has not been reached
     * @param withheld its values are withheld because its coverage is too low
     * @param filled how its values were filled; null if they were observed
     * @param deployments those of its thing that its readings are of, oldest first; none if they are not known, or of a group
     */
    record Marks(boolean open, boolean withheld, String filled, List<Deployment> deployments) {
        /** No marks. */
        static final Marks NONE = new Marks(false, false, null, List.of());

        Marks {
            deployments = List.copyOf(deployments);
        }
    }

    WindowItem {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(marks, "marks");
    }

    long startMicros() {
        return part.startMicros();
    }

    long endMicros() {
        return part.endMicros();
    }

    /** What is stored; null if nothing is. */
    MergedWindow window() {
        return part.window();
    }

    /**
     * Its coverage: of held values the share of its time for which the value is known, else, and if that share is not
     * known, that of the expected readings.
     *
     * @param count number of its readings that are summarised
     */
    double coverage(long count) {
        WholeCourse course = part.course();
        if (course != null && course.unknown() == null && course.kind().isHeld()) {
            double members = Math.max(1, series.members().size());
            return course.knownMicros() / ((endMicros() - startMicros()) * members);
        }
        return window() == null ? 0 : window().expected().coverage(count);
    }

    /** This row with other values and marks. */
    WindowItem with(AggregateValues otherValues, Marks otherMarks) {
        return new WindowItem(series, part, sequence, datastreams, otherValues, otherMarks);
    }

    /** This row with filled values. */
    WindowItem filled(String how, AggregateValues made) {
        return with(made, new Marks(marks.open, marks.withheld, how, marks.deployments));
    }

    /** This row with the deployments that its readings are of. */
    WindowItem of(List<Deployment> deployments) {
        return with(values, new Marks(marks.open, marks.withheld, marks.filled, deployments));
    }

    Key place() {
        return new Key(part.startMicros(), series.key(), sequence);
    }

    /** Its key in the list. */
    List<String> key() {
        return List.of(Long.toString(part.startMicros()), series.key(), Integer.toString(sequence));
    }
}
