package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.query.Subjects;
import org.metrobed.store.write.Table;

/** Lists annotations and their events. Thread-safe if its data source is. */
public final class AnnotationReader {

    /** The column with the time of the clock at which an event was accepted, milliseconds since 1970 UTC. */
    static final String ACCEPTED_TIME = "accepted_time";

    /** Events of annotations. */
    public static final Table<AnnotationEvent> TABLE = Table.<AnnotationEvent>named("annotation_event")
            .assigned("sequence")
            .text("annotation_id", AnnotationEvent::annotation)
            .text("event", row -> row.step().word())
            .text("datastream", AnnotationEvent::datastream)
            .micros("from_time", AnnotationEvent::fromMicros)
            .micros("to_time", AnnotationEvent::toMicros)
            .text("kind", row -> row.correction().kind().word())
            .float8("value", row -> row.correction().value())
            .text("reason", AnnotationEvent::reason)
            .text("author", AnnotationEvent::author)
            .millis("log_time", AnnotationEvent::logMillis)
            .int8("interval_ms", AnnotationEvent::intervalMillis)
            .text("statistic", row -> row.statistic().name().toLowerCase(Locale.ROOT))
            .assignedMillis(ACCEPTED_TIME)
            .readBy(AnnotationReader::read)
            .key("annotation_id", "event");

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
                .add("select " + TABLE.select("e") + " from annotation_event e where e.datastream = ?", datastream)
                .add("and e.from_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("and e.to_time > " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("order by e.sequence")
                .list(database, TABLE::read);
    }

    /**
     * Annotations made before another one, the newest first; orders to recompute are not listed.
     *
     * @param datastreams only of these; empty: of all
     * @param beforeSequence the {@code sequence} of the event that made the last annotation of the previous page; the
     *     largest number for the first page
     * @param limit maximum number of annotations
     * @param subjects only of these
     */
    public List<StoredAnnotation> list(List<String> datastreams, long beforeSequence, int limit, Subjects subjects)
            throws SQLException {
        Query query = rows().add("where e.annotation_id in (select m.annotation_id from annotation_event m")
                .add("  where m.event = 'made' and m.kind <> ? and m.sequence < ?", ORDERS, beforeSequence)
                .addIf(!datastreams.isEmpty(), "and m.datastream = any (?)", Limits.checkDatastreams(datastreams));
        subjects.addTo(query, "m.datastream").add("  order by m.sequence desc limit ?)", limit);
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
                .add("select " + TABLE.select("e") + ", d.days, d.pending")
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
                        AnnotationReader::readRow,
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

    private static EventRow readRow(ResultRow row) throws SQLException {
        return new EventRow(TABLE.read(row), row.int8(ACCEPTED_TIME), row.int4("days"), row.int4("pending"));
    }

    private static AnnotationEvent read(ResultRow row) throws SQLException {
        return AnnotationEventBuilder.builder()
                .sequence(row.int8("sequence"))
                .annotation(row.text("annotation_id"))
                .step(AnnotationEvent.Step.parse(row.text("event")))
                .datastream(row.text("datastream"))
                .fromMicros(row.int8("from_time"))
                .toMicros(row.int8("to_time"))
                .correction(new Correction(Correction.Kind.parse(row.text("kind")), row.float8("value")))
                .reason(row.text("reason"))
                .author(row.text("author"))
                .logMillis(row.int8("log_time"))
                .intervalMillis(row.int8("interval_ms"))
                .statistic(Statistic.valueOf(row.text("statistic").toUpperCase(Locale.ROOT)))
                .build();
    }
}
