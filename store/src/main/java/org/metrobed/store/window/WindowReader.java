package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.observation.NewestReadings;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.settings.SettingsSource;

/**
 * Reads windows of one size; each is the fold of its revisions. Stored rows come in index order, datastream by
 * datastream, so that nothing is sorted; windows that are not stored are composed of readings on time. Thread-safe if its
 * data source is.
 */
public final class WindowReader {

    private static final Comparator<MergedWindow> BY_START = Comparator.<MergedWindow>comparingLong(
                    row -> row.window().startMicros())
            .thenComparing(row -> row.window().datastream());

    private static final Set<String> REACH = Set.of("window_start", "recorded_time");

    /**
     * The end of a datastream's stored windows of a size.
     *
     * @param endMicros end of the newest window, microseconds since 1970 UTC
     * @param recordedMillis log time at which the newest was recorded, milliseconds since 1970 UTC
     */
    public record Reach(long endMicros, long recordedMillis) {}

    private record NamedReach(String datastream, Reach reach) {}

    /** Most windows of a datastream that are composed at a time. */
    private static final int PIECE = 20_000;

    private final DataSource database;
    private final FineWindowReader fine;
    private final LastKnownWindows lastKnown;

    /** Reads from this database; the settings say which windows are composed. */
    public WindowReader(DataSource database, SettingsSource settings) {
        this.database = database;
        this.fine = new FineWindowReader(database, settings);
        this.lastKnown = new LastKnownWindows(database, fine, this);
    }

    /** Reads what is in no window yet from the same database. */
    public NewestReadings newestReadings() {
        return new NewestReadings(database);
    }

    /**
     * Passes each revision to the consumer as it arrives, in bounded memory. Revisions of a window are consecutive,
     * windows of a datastream are sorted by start, datastreams have no order.
     */
    public void forEachRevision(WindowQuery query, Consumer<? super StoredRevision> consumer) throws SQLException {
        if (fine.composed(query).isEmpty()) {
            forEachStored(query, consumer);
            return;
        }
        long length = PIECE * query.sizeMillis() * 1_000;
        TimeRange left = TimeRange.clamped(query.fromMicros(), query.toMicros());
        while (left.length() > 0) {
            if (left.length() > length) {
                OptionalLong first = findFirst(
                        query.withRange(query.sizeMillis(), left.fromMicros(), left.toMicros()),
                        TimeOrder.OLDEST_FIRST);
                left = first.isEmpty()
                        ? left.first(TimeOrder.OLDEST_FIRST, 0)
                        : left.after(TimeOrder.OLDEST_FIRST, first.getAsLong(), true);
            }
            TimeRange piece = left.first(TimeOrder.OLDEST_FIRST, length);
            WindowQuery part = query.withRange(query.sizeMillis(), piece.fromMicros(), piece.toMicros());
            ComposedFirst both = new ComposedFirst(fine.read(part), consumer);
            forEachStored(part, both::add);
            both.end();
            left = left.without(TimeOrder.OLDEST_FIRST, piece);
        }
    }

    private void forEachStored(WindowQuery query, Consumer<? super StoredRevision> consumer) throws SQLException {
        Names names = Names.read(database, query.datastreams());
        if (names.datastreams().isEmpty()) {
            return;
        }
        WindowRows rows = new WindowRows(query.detail(), names);
        List<Integer> series = names.seriesIds();
        Query sql = new Query().add("select " + rows.columns() + " from window_revision w");
        if (series.size() == 1) {
            sql.add("where w.series_id = ?", series.get(0));
        } else {
            sql.add("where w.series_id = any (?)", series);
        }
        query.addRange(sql);
        sql.add("order by w.series_id, w.window_start, w.revision").forEach(database, rows::read, consumer);
    }

    /**
     * All revisions of the windows of a datastream, of all sizes, that start in {@code [from, to)}, in the order of size, start and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<WindowRevision> listRevisions(String datastream, long fromMicros, long toMicros) throws SQLException {
        List<WindowRevision> revisions = new ArrayList<>();
        for (WindowLevel level : WindowLevel.values()) {
            forEachRevision(
                    WindowQuery.of(List.of(datastream), level.millis(), fromMicros, toMicros),
                    stored -> revisions.add(stored.revision()));
        }
        return revisions;
    }

    /**
     * The largest number of readings that a revision, or the revisions of the stream together, have counted in each hour
     * of a datastream that begins in {@code [from, to)}; by the begin of the hour, microseconds since 1970 UTC.
     *
     * @param asOfMillis only revisions recorded before this log time, milliseconds since 1970 UTC
     */
    public Map<Long, Long> countByHour(String datastream, long fromMicros, long toMicros, long asOfMillis)
            throws SQLException {
        WindowQuery hours = WindowQuery.of(List.of(datastream), WindowLevel.HOUR.millis(), fromMicros, toMicros)
                .withAsOf(asOfMillis - 1)
                .withDetail(new WindowDetail(false, false));
        Map<Long, Long> added = new HashMap<>();
        Map<Long, Long> counts = new HashMap<>();
        forEachRevision(hours, stored -> {
            WindowRevision revision = stored.revision();
            long start = revision.startMicros();
            long count = revision.replaces() ? revision.count() : added.merge(start, revision.count(), Long::sum);
            counts.merge(start, count, Math::max);
        });
        return counts;
    }

    /** The windows of a query that are composed, and the last one before it of each datastream, each as it closed. */
    public List<StoredRevision> listComposed(WindowQuery query) throws SQLException {
        return fine.listWithBefore(query);
    }

    /** Passes each window to the consumer as soon as its last revision has arrived; order and memory as above. */
    public void forEach(WindowQuery query, Consumer<? super MergedWindow> consumer) throws SQLException {
        RevisionFold fold = new RevisionFold(consumer);
        forEachRevision(query, fold::add);
        fold.end();
    }

    /** All windows of the query, in the order of (start, datastream). */
    public List<MergedWindow> list(WindowQuery query) throws SQLException {
        List<MergedWindow> windows = new ArrayList<>();
        forEach(query, windows::add);
        windows.sort(BY_START);
        return windows;
    }

    /**
     * The time of the query that a list in this order may begin with, microseconds since 1970 UTC: the start of its first
     * window, or before it of a window that is open.
     */
    public OptionalLong findFirst(WindowQuery query, TimeOrder order) throws SQLException {
        String first = order == TimeOrder.OLDEST_FIRST ? "min" : "max";
        Query sql = new Query()
                .add("select " + first + "(" + Query.asMicros("f.window_start") + ") as first")
                .add("from series s cross join lateral (")
                .add("select w.window_start from window_revision w where w.series_id = s.series_id");
        query.addRange(sql);
        OptionalLong stored = sql.add("order by w.window_start " + order.word() + " limit 1) f")
                .add("where s.datastream = any (?)", query.datastreams())
                .list(database, row -> row.optionalTime("first"))
                .get(0);
        OptionalLong composed = fine.findFirst(query, order);
        return stored.isEmpty() || (composed.isPresent() && order.isBefore(composed.getAsLong(), stored.getAsLong()))
                ? composed
                : stored;
    }

    /**
     * The last window with a good reading of each datastream in the query, if none of its later revisions took the
     * reading away; datastreams without one are left out. If the value of held values is missing after it, a window that
     * says so is there too.
     */
    public List<WindowRevision> lastKnown(WindowQuery query) throws SQLException {
        return lastKnown.list(query);
    }

    /**
     * The end of the windows of each datastream, whatever the range of the query; datastreams without windows are left
     * out.
     */
    public Map<String, Reach> reach(WindowQuery query) throws SQLException {
        Query sql = new Query()
                .add("select s.datastream, " + WindowRows.TABLE.select("w", REACH::contains))
                .add("from series s cross join lateral (")
                .add("select w.window_start, w.recorded_time from window_revision w where w.series_id = s.series_id")
                .add("and w.size_ms = ?", query.sizeMillis());
        query.addAsOf(sql, "w");
        Map<String, Reach> reach = new HashMap<>();
        sql.add("order by w.window_start desc, w.revision desc limit 1) w")
                .add("where s.datastream = any (?)", query.datastreams())
                .forEach(
                        database,
                        row -> new NamedReach(
                                row.text("datastream"),
                                new Reach(
                                        row.int8("window_start") + query.sizeMillis() * 1_000,
                                        row.int8("recorded_time"))),
                        named -> reach.put(named.datastream, named.reach));
        fine.newest(query).forEach((datastream, window) -> {
            Reach stored = reach.get(datastream);
            if (stored == null || stored.endMicros < window.revision().endMicros()) {
                reach.put(
                        datastream,
                        new Reach(
                                window.revision().endMicros(), window.revision().recordedMillis()));
            }
        });
        return reach;
    }
}
