package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.store.query.Query;

/**
 * Appends events of annotations. Each gets the log time up to which the store has been written; this time never
 * decreases from event to event and is never before what has been computed. Thread-safe if its data source is; each
 * append opens its own connection.
 */
public final class AnnotationLog {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String APPEND =
            "insert into annotation_event as e (annotation_id, event, datastream, from_time, to_time, kind, value,"
                    + " reason, author, log_time, interval_ms, statistic) select ?, ?, ?, " + Query.micros() + ", "
                    + Query.micros() + ", ?, ?, ?, ?, greatest(" + Query.millis()
                    + ", (select max(log_time) from annotation_event), (select max(looked_time) from recompute_cell)),"
                    + " ?, ? returning " + AnnotationRow.COLUMNS;

    private final DatabaseConfig config;
    private final ProgressReader progress;
    private final AnnotationReader reader;

    /**
     * Writes to one schema.
     *
     * @param database connections to the same schema, for reading
     */
    public AnnotationLog(DatabaseConfig config, DataSource database) {
        this.config = config;
        this.progress = new ProgressReader(database);
        this.reader = new AnnotationReader(database);
    }

    /**
     * Makes an annotation, or orders a recompute.
     *
     * @return the event; empty if the store is empty, so that there is nothing to annotate
     */
    public Optional<AnnotationEvent> make(AnnotationDraft draft) throws SQLException {
        return append(AnnotationEventBuilder.builder()
                .sequence(0)
                .annotation(UUID.randomUUID().toString())
                .step(AnnotationEvent.Step.MADE)
                .datastream(draft.settings().datastream())
                .fromMicros(draft.fromMicros())
                .toMicros(draft.toMicros())
                .correction(draft.correction())
                .reason(draft.reason())
                .author(draft.author())
                .logMillis(0)
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
            return append(made.with()
                    .sequence(0)
                    .annotation(annotation)
                    .step(AnnotationEvent.Step.UNDONE)
                    .reason(reason)
                    .author(author)
                    .logMillis(0)
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
            statement.executeUpdate("insert into annotation_event (" + AnnotationRow.NAMES + ") select "
                    + AnnotationRow.NAMES + " from " + from.schema() + ".annotation_event");
            statement.execute("select setval(pg_get_serial_sequence('annotation_event', 'sequence'),"
                    + " (select coalesce(max(sequence), 0) + 1 from annotation_event), false)");
            Cells.add(connection);
            connection.commit();
        }
    }

    private Optional<AnnotationEvent> append(AnnotationEvent event) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            connection.setAutoCommit(false);
            CorrectionLock.takeInTransaction(connection);
            OptionalLong asOf = progress.asOf();
            if (asOf.isEmpty()) {
                return Optional.empty();
            }
            AnnotationEvent appended = insert(connection, event, asOf.getAsLong());
            Cells.touch(connection, appended.sequence());
            connection.commit();
            return Optional.of(appended);
        }
    }

    private static AnnotationEvent insert(Connection connection, AnnotationEvent event, long asOfMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, event.annotation());
            statement.setString(2, event.step().word());
            statement.setString(3, event.datastream());
            statement.setLong(4, event.fromMicros());
            statement.setLong(5, event.toMicros());
            statement.setString(6, event.correction().kind().word());
            statement.setDouble(7, event.correction().value());
            statement.setString(8, event.reason());
            statement.setString(9, event.author());
            statement.setLong(10, asOfMillis);
            statement.setLong(11, event.intervalMillis());
            statement.setString(12, AnnotationRow.word(event.statistic()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return AnnotationRow.map(row);
            }
        }
    }
}
