package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/** Lists annotations and their events. Thread-safe if its data source is. */
public final class AnnotationReader {

    private static final String ORDERS = "recompute";

    private final DataSource database;

    private record EventRow(AnnotationEvent event, long acceptedMillis, int days, int pendingDays) {}

    /** Reads from this database. */
    public AnnotationReader(DataSource database) {
        this.database = database;
    }

    /**
     * The events of a datastream whose ranges overlap {@code [from, to)}, in their order.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<AnnotationEvent> listEvents(String datastream, long fromMicros, long toMicros) throws SQLException {
        return new Query()
                .add(
                        "select " + AnnotationTable.TABLE.select("e")
                                + " from annotation_event e where e.datastream = ?",
                        datastream)
                .add("and e.from_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("and e.to_time > " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("order by e.sequence")
                .list(database, AnnotationTable.TABLE::read);
    }

    /**
     * Annotations made before another one, the newest first; orders to recompute are not listed.
     *
     * @param datastreams only of these; empty: of all
     * @param beforeSequence the {@code sequence} of the event that made the last annotation of the previous page; the
     *     largest number for the first page
     * @param limit maximum number of annotations
     */
    public List<StoredAnnotation> list(List<String> datastreams, long beforeSequence, int limit) throws SQLException {
        Query query = rows().add("where e.annotation_id in (select m.annotation_id from annotation_event m")
                .add("  where m.event = 'made' and m.kind <> ? and m.sequence < ?", ORDERS, beforeSequence)
                .addIf(!datastreams.isEmpty(), "and m.datastream = any (?)", Limits.checkDatastreams(datastreams))
                .add("  order by m.sequence desc limit ?)", limit);
        return fold(query);
    }

    /** The annotation, or order to recompute, with this name. */
    public Optional<StoredAnnotation> find(String annotation) throws SQLException {
        return fold(rows().add("where e.annotation_id = ?", annotation)).stream()
                .findFirst();
    }

    /**
     * Each event with the number of days (UTC) that it touches, and the number of days whose corrections are not
     * written yet.
     */
    private static Query rows() {
        return new Query()
                .add("select " + AnnotationTable.TABLE.select("e") + ", d.days, d.pending")
                .add("from annotation_event e cross join lateral (")
                .add("  select count(*) as days, count(*) filter (where c.pending or c.looked_time is null")
                .add("    or c.sequence < e.sequence) as pending")
                .add("  from recompute_cell c where c.datastream = e.datastream")
                .add("  and c.day < e.to_time and c.day > e.from_time - interval '24 hours') d");
    }

    private List<StoredAnnotation> fold(Query query) throws SQLException {
        Map<String, List<EventRow>> byName = new LinkedHashMap<>();
        query.add("order by e.sequence desc")
                .forEach(
                        database,
                        AnnotationReader::read,
                        row -> byName.computeIfAbsent(row.event.annotation(), any -> new ArrayList<>())
                                .add(row));
        return byName.values().stream()
                .map(AnnotationReader::fold)
                .sorted((one, other) ->
                        Long.compare(other.made().sequence(), one.made().sequence()))
                .toList();
    }

    /** Folds the events; the newest event is first. */
    private static StoredAnnotation fold(List<EventRow> rows) {
        EventRow made = rows.get(rows.size() - 1);
        EventRow newest = rows.get(0);
        boolean undone = rows.size() > 1;
        return new StoredAnnotation(
                made.event,
                made.acceptedMillis,
                undone ? Optional.of(newest.event) : Optional.empty(),
                undone ? newest.acceptedMillis : 0,
                newest.days,
                newest.pendingDays);
    }

    private static EventRow read(ResultRow row) throws SQLException {
        return new EventRow(
                AnnotationTable.TABLE.read(row),
                row.int8(AnnotationTable.ACCEPTED_TIME),
                row.int4("days"),
                row.int4("pending"));
    }
}
