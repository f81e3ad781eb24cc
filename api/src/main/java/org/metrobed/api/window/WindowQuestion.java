package org.metrobed.api.window;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.window.WindowDetail;
import org.metrobed.store.window.WindowQuery;

/**
 * A query of windows. Immutable.
 *
 * @param catalog describes the rows
 * @param grouping how datastreams are grouped into series
 * @param series the series, sorted by key
 * @param calendar the calendar of the windows
 * @param level the stored windows that they are composed of
 * @param asOfMillis the log time to show, milliseconds since 1970 UTC
 * @param flags which readings count
 * @param aggregates the requested aggregates
 * @param minCoverage values of windows with less coverage are withheld, in [0,1]
 * @param filling how windows without a value are filled
 * @param state which windows are selected
 * @param order whether the oldest or the newest come first
 */
@RecordBuilder
record WindowQuestion(
        Catalog catalog,
        WindowGrouping grouping,
        List<WindowSeries> series,
        WindowCalendar calendar,
        WindowLevel level,
        long asOfMillis,
        WindowFlags flags,
        Aggregates aggregates,
        double minCoverage,
        Filling filling,
        State state,
        TimeOrder order) {

    /** Selects closed windows, all windows or their revisions. */
    enum State {
        /** Windows that have ended. */
        CLOSED,
        /** Open windows too, with their readings so far. */
        ALL,
        /** Each revision of stored windows. */
        REVISIONS
    }

    WindowQuestion {
        Objects.requireNonNull(catalog, "catalog");
        series = List.copyOf(series);
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(level, "level");
    }

    /** Whether the windows are themselves stored. */
    boolean isStored() {
        WindowSize size = calendar.size();
        return size.kind() != WindowSize.Kind.MONTHS && size.usualMillis() == level.millis();
    }

    /** The requested datastreams whose values can be replaced, by all their names. */
    List<String> replaceable() {
        return catalog.renames()
                .all(series.stream()
                        .flatMap(one -> one.members().stream())
                        .map(WindowSeries.Member::id)
                        .filter(this::isReplaceable)
                        .toList());
    }

    private boolean isReplaceable(String datastream) {
        return catalog.findDatastream(datastream)
                .map(known -> known.settings().options().repeats() != Datastream.Repeats.FIRST)
                .orElse(false);
    }

    /** The stored windows of all requested datastreams. */
    WindowQuery query(long fromMicros, long toMicros) {
        return new WindowQuery(
                catalog.renames()
                        .all(series.stream()
                                .flatMap(one -> one.members().stream())
                                .map(WindowSeries.Member::id)
                                .toList()),
                level.millis(),
                fromMicros,
                toMicros,
                OptionalLong.of(asOfMillis),
                new WindowDetail(flags != WindowFlags.GOOD, !aggregates.shares().isEmpty()));
    }
}
