package org.metrobed.api.window;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.store.window.MergedWindow;

/**
 * A row of the answer before it is written. Immutable.
 *
 * @param series what it is about
 * @param startMicros start, microseconds since 1970 UTC
 * @param endMicros end, exclusive
 * @param sequence its place among rows of one window, from 0 on
 * @param window what was stored; null where nothing was
 * @param datastreams how many datastreams of its series have a part
 * @param values its aggregates
 * @param marks what else is to be said
 */
record WindowItem(
        WindowSeries series,
        long startMicros,
        long endMicros,
        int sequence,
        MergedWindow window,
        int datastreams,
        AggregateValues values,
        Marks marks) {

    /** The order of rows. */
    static final Comparator<WindowItem> ORDER = Comparator.comparingLong(WindowItem::startMicros)
            .thenComparing(item -> item.series.key())
            .thenComparingInt(WindowItem::sequence);

    /** How many parts {@link #key} has. */
    static final int KEY_PARTS = 3;

    /**
     * What is to be said of a row beside its values.
     *
     * @param open its end has not been reached
     * @param withheld its coverage is too low for its values to be told
     * @param filled how its values were made up; null where they were observed
     */
    record Marks(boolean open, boolean withheld, String filled) {
        /** Nothing. */
        static final Marks NONE = new Marks(false, false, null);
    }

    WindowItem {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(marks, "marks");
    }

    /** This row with values that were made up. */
    WindowItem filled(String how, AggregateValues made) {
        return new WindowItem(
                series,
                startMicros,
                endMicros,
                sequence,
                window,
                datastreams,
                made,
                new Marks(marks.open, marks.withheld, how));
    }

    /** Where it stands in the list. */
    List<String> key() {
        return List.of(Long.toString(startMicros), series.key(), Integer.toString(sequence));
    }
}
