package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;
import org.metrobed.store.write.Table;

/**
 * Appends events of annotations. Each gets the log time up to which the store has been written; this time never
 * decreases from event to event and is never before what has been computed. Thread-safe if its data source is; each
 * append opens its own connection.
 */
public final class AnnotationLog {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Table<AnnotationEvent> TABLE = AnnotationReader.TABLE;

    private static final String APPEND = "insert into annotation_event as e (" + TABLE.names() + ") select "
            + TABLE.parameters() + " returning " + TABLE.select("e");

    /** Not before the progress, an earlier event, or what has been computed. */
    private static final String LOG_TIME = "select "
            + Query.asMillis("greatest(" + Query.millis() + ", (select max(log_time) from annotation_event),"
                    + " (select max(looked_time) from recompute_cell))")
            + " as log_time";

    private static final String COPIED = "sequence, " + TABLE.names() + ", " + AnnotationReader.ACCEPTED_TIME;

    private final DatabaseConfig config;
    private final AnnotationReader reader;

    /**
     * Writes to one schema.
     *
     * @param database connections to the same schema, for reading
     */
    public AnnotationLog(DatabaseConfig config, DataSource database) {
        this.config = config;
        this.reader = new AnnotationReader(database);
    }

    /**
     * Makes an annotation, or orders a recompute.
     *
     * @return the event; empty if the store is empty, so that there is nothing to annotate
     */
    public Optional<AnnotationEvent> make(AnnotationDraft draft) throws SQLException {
        return append(log -> AnnotationEventBuilder.builder()
                .sequence(0)
                .annotation(UUID.randomUUID().toString())
                .step(AnnotationEvent.Step.MADE)
                .datastream(draft.settings().datastream())
                .fromMicros(draft.fromMicros())
                .toMicros(draft.toMicros())
                .correction(draft.correction())
                .reason(draft.reason())
                .author(draft.author())
                .logMillis(log)
                .intervalMillis(draft.settings().intervalMillis())
                .statistic(draft.settings().statistic())
                .build());
    }

    /**
     * Undoes an annotation.
     *
     * @return the event; empty if there is no such annotation, or it is undone already
     */
    public Optional<AnnotationEvent> undo(String annotation, String reason, String author) throws SQLException {
        Optional<StoredAnnotation> found = reader.find(annotation);
        if (found.isEmpty() || found.get().undone().isPresent()) {
            return Optional.empty();
        }
        AnnotationEvent made = found.get().made();
        try {
            return append(log -> AnnotationEventBuilder.builder()
                    .sequence(0)
                    .annotation(annotation)
                    .step(AnnotationEvent.Step.UNDONE)
                    .datastream(made.datastream())
                    .fromMicros(made.fromMicros())
                    .toMicros(made.toMicros())
                    .correction(made.correction())
                    .reason(reason)
                    .author(author)
                    .logMillis(log)
                    .intervalMillis(made.intervalMillis())
                    .statistic(made.statistic())
                    .build());
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Copies all events of a schema into another schema of the same database, which must have none. The corrections
     * must be computed there.
     */
    public static void copy(DatabaseConfig from, DatabaseConfig to) throws SQLException {
        try (Connection connection = Databases.connect(to);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            CorrectionLock.takeInTransaction(connection);
            statement.executeUpdate("insert into annotation_event (" + COPIED + ") select " + COPIED + " from "
                    + from.schema() + ".annotation_event");
            statement.execute("select setval(pg_get_serial_sequence('annotation_event', 'sequence'),"
                    + " (select coalesce(max(sequence), 0) + 1 from annotation_event), false)");
            Cells.add(connection);
            connection.commit();
        }
    }

    /**
     * Lists the days that the events of a schema touch as due, after the events were restored. The corrections must be
     * computed then. Part of the connection's transaction.
     */
    public static void listDays(Connection connection) throws SQLException {
        CorrectionLock.takeInTransaction(connection);
        Cells.add(connection);
    }

    /** Appends the event of a log time. */
    private Optional<AnnotationEvent> append(LongFunction<AnnotationEvent> event) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            connection.setAutoCommit(false);
            CorrectionLock.takeInTransaction(connection);
            SettledTime.take(connection);
            OptionalLong asOf = SettledTime.read(connection).committed();
            if (asOf.isEmpty()) {
                return Optional.empty();
            }
            long logMillis = new Query()
                    .add(LOG_TIME, asOf.getAsLong())
                    .list(connection, row -> row.int8("log_time"))
                    .get(0);
            AnnotationEvent appended = new Query()
                    .add(APPEND, TABLE.values(event.apply(logMillis)))
                    .list(connection, TABLE::read)
                    .get(0);
            Cells.touch(connection, appended.sequence());
            connection.commit();
            return Optional.of(appended);
        }
    }
}
