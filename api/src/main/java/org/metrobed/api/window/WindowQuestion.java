package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.window.WindowDetail;
import org.metrobed.store.window.WindowQuery;

/**
 * What is asked of windows. Immutable.
 *
 * @param series about what, sorted by key
 * @param calendar which windows
 * @param level the stored windows that they are put together from
 * @param asOfMillis the log time to show, milliseconds since 1970 UTC
 * @param flags which readings count
 * @param aggregates of what is told
 * @param minCoverage values of windows under it are withheld, in [0,1]
 * @param filling what stands where there is no value
 * @param state which windows
 */
record WindowQuestion(
        List<WindowSeries> series,
        WindowCalendar calendar,
        WindowLevel level,
        long asOfMillis,
        WindowFlags flags,
        Aggregates aggregates,
        double minCoverage,
        Filling filling,
        State state) {

    /** Which windows, and how much of their past. */
    enum State {
        /** Those that have ended. */
        CLOSED,
        /** Those too that have not, as far as they have come. */
        ALL,
        /** Each revision of those that are stored. */
        REVISIONS
    }

    WindowQuestion {
        series = List.copyOf(series);
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(level, "level");
    }

    /** Whether the windows are themselves stored. */
    boolean isStored() {
        WindowSize size = calendar.size();
        return size.kind() != WindowSize.Kind.MONTHS && size.usualMillis() == level.millis();
    }

    /** The stored windows of all datastreams asked for. */
    WindowQuery query(long fromMicros, long toMicros) {
        return new WindowQuery(
                series.stream()
                        .flatMap(one -> one.members().stream())
                        .map(WindowSeries.Member::id)
                        .toList(),
                level.millis(),
                fromMicros,
                toMicros,
                OptionalLong.of(asOfMillis),
                new WindowDetail(flags != WindowFlags.GOOD, !aggregates.shares().isEmpty()));
    }
}
