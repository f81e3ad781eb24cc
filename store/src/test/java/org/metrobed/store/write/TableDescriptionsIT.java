package org.metrobed.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.Databases;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.store.alert.AlertActionReader;
import org.metrobed.store.alert.AlertEventTable;
import org.metrobed.store.audit.ReadAuditTable;
import org.metrobed.store.correction.AnnotationReader;
import org.metrobed.store.correction.ProductTables;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.RedriveReader;
import org.metrobed.store.key.KeyTable;
import org.metrobed.store.liveness.LivenessWriter;
import org.metrobed.store.naming.CatalogNames;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.NotificationBuilder;
import org.metrobed.store.notification.Outbox;
import org.metrobed.store.observation.ObservationTables;
import org.metrobed.store.progress.ProgressWriter;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.RowMapper;
import org.metrobed.store.suppression.StoredSuppression;
import org.metrobed.store.suppression.SuppressionReader;
import org.metrobed.store.window.WindowRows;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** The descriptions of the tables against the migrated schema, and rows that are read with their columns shuffled. */
final class TableDescriptionsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /** Tables that no row of a record is read from: numbers of names, and state that statements change in place. */
    private static final List<String> WITHOUT_RECORD =
            List.of("correction_due", "deployment", "pipeline", "product_input", "recompute_cell", "series");

    static Stream<Table<?>> tables() {
        return Stream.of(
                ObservationTables.OBSERVATION,
                ObservationTables.CONFLICT,
                WindowRows.TABLE,
                AlertEventTable.TABLE,
                AlertActionReader.TABLE,
                DeadLetterReader.TABLE,
                RedriveReader.TABLE,
                LivenessWriter.TABLE,
                AnnotationReader.TABLE,
                SuppressionReader.TABLE,
                Outbox.NOTIFICATION,
                Outbox.ATTEMPT,
                ProductTables.CAUSES,
                CatalogNames.TABLE,
                KeyTable.TABLE,
                ReadAuditTable.TABLE,
                ProgressWriter.TABLE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnIsDescribedOnceWithItsType(Table<?> table) throws SQLException {
        Map<String, String> stored = new TreeMap<>();
        STORE.read(database -> new Query()
                .add("select column_name::text as name, data_type::text as type from information_schema.columns")
                .add("where table_schema = current_schema and table_name = ?", table.name())
                .list(database, row -> stored.put(row.text("name"), row.text("type"))));

        assertThat(table.described()).extracting(Table.TableColumn::name).doesNotHaveDuplicates();
        assertThat(table.described().stream()
                        .collect(Collectors.toMap(
                                Table.TableColumn::name, column -> column.type().word())))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theKeyIsAUniqueIndex(Table<?> table) throws SQLException {
        List<String> keys = STORE.read(database -> new Query()
                .add("select (select string_agg(a.attname, ',' order by a.attname) from pg_attribute a")
                .add("where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) as columns")
                .add("from pg_index i where i.indisunique and i.indrelid = (?::text)::regclass", table.name())
                .list(database, row -> row.text("columns")));

        assertThat(keys).contains(table.key().stream().sorted().collect(Collectors.joining(",")));
    }

    @Test
    void everyTableOfTheSchemaIsDescribed() throws SQLException {
        List<String> stored = STORE.read(database -> new Query()
                .add("select relname::text as name from pg_class where relnamespace = current_schema::regnamespace")
                .add("and relkind in ('r', 'p') and not relispartition and relname not like '%history'")
                .list(database, row -> row.text("name")));

        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(tables().map(Table::name), WITHOUT_RECORD.stream())
                        .toList());
    }

    @Test
    void rowsAreTheSameInAnyOrderOfTheirColumns() throws SQLException {
        STORE.append(
                RowWriters.observations(),
                List.of(
                        Observations.observation().value(7).build(),
                        Observations.observation()
                                .at(Times.NOON.plusSeconds(1))
                                .missing()
                                .build(),
                        Observations.observation()
                                .at(Times.NOON.plusSeconds(2))
                                .raw(3, 4, 5)
                                .build()));
        assertShuffled(
                "select s.datastream, " + ObservationTables.OBSERVATION.select("o")
                        + " from observation o join series s using (series_id)",
                ObservationTables.OBSERVATION::read,
                3);

        AlertEvent opened = Samples.opened("a", 1);
        STORE.append(RowWriters.alertEvents(), List.of(opened, Samples.resolved("a", 1), Samples.opened("b", 2)));
        STORE.execute("update alert_event set score = null where alert_id = 'b'");
        assertShuffled(from(AlertEventTable.TABLE), AlertEventTable.TABLE::read, 3);

        DeadLetter letter = Samples.deadLetter(1, DeadLetter.Reason.EMPTY, "head");
        STORE.append(RowWriters.deadLetters(), List.of(letter, Samples.again(letter, 9, DeadLetter.Reason.MALFORMED)));
        assertShuffled(from(DeadLetterReader.TABLE), DeadLetterReader.TABLE::read, 2);

        STORE.append(RowWriters.redrives(), List.of(Samples.redrive(1, 2, true), Samples.redrive(3, 4, false)));
        assertShuffled(from(RedriveReader.TABLE), RedriveReader.TABLE::read, 2);

        STORE.append(
                RowWriters.liveness(),
                List.of(
                        Samples.liveness(Liveness.Kind.THING, "city/a", 0, Liveness.Status.UNKNOWN, 0),
                        Samples.liveness(Liveness.Kind.GATEWAY, "city/gw", 9, Liveness.Status.ONLINE, 4)));
        assertShuffled(from(LivenessWriter.TABLE), LivenessWriter.TABLE::read, 2);
    }

    @Test
    void rowsThatPeopleWriteAreTheSameInAnyOrderOfTheirColumns() throws SQLException {
        insert(
                AlertActionReader.TABLE,
                new AlertAction("a", 1, AlertAction.Kind.ASSIGN, "ada", "why", "bob", Times.NOON_MILLIS));
        assertShuffled(from(AlertActionReader.TABLE), AlertActionReader.TABLE::read, 1);

        insert(
                AnnotationReader.TABLE,
                AnnotationEventBuilder.builder()
                        .sequence(0)
                        .annotation("n")
                        .step(AnnotationEvent.Step.MADE)
                        .datastream("city/a/no2")
                        .fromMicros(Times.NOON_MICROS)
                        .toMicros(Times.NOON_MICROS + 5)
                        .correction(new Correction(Correction.Kind.OFFSET, 2.5))
                        .reason("why")
                        .author("ada")
                        .logMillis(Times.NOON_MILLIS)
                        .intervalMillis(60_000)
                        .statistic(Statistic.MEAN)
                        .build());
        assertShuffled(from(AnnotationReader.TABLE), AnnotationReader.TABLE::read, 1);

        insert(
                SuppressionReader.TABLE,
                new StoredSuppression(
                        0,
                        new Suppression(
                                "s",
                                Suppression.Kind.SILENCE,
                                new SuppressionPattern("city/*/*"),
                                "high",
                                Times.NOON_MICROS,
                                Times.NOON_MICROS + 5,
                                "why",
                                "ada"),
                        Times.NOON_MILLIS,
                        Optional.empty()));
        assertShuffled(
                "select " + SuppressionReader.MADE_COLUMNS + " from suppression m", SuppressionReader::suppression, 1);

        insert(
                Outbox.NOTIFICATION,
                NotificationBuilder.builder()
                        .receiver("mail")
                        .group("a")
                        .round(2)
                        .step(Notification.Step.CHANGED)
                        .severity(Severity.WARNING)
                        .size(5)
                        .approved(true)
                        .madeMillis(Times.NOON_MILLIS)
                        .content("x")
                        .build());
        assertShuffled(from(Outbox.NOTIFICATION), Outbox.NOTIFICATION::read, 1);
    }

    private static String from(Table<?> table) {
        return "select " + table.select("x") + " from " + table.name() + " x";
    }

    private static <T> void insert(Table<T> table, T row) throws SQLException {
        try (Connection connection = Databases.connect(STORE.config())) {
            new Query()
                    .add("insert into " + table.name() + " (" + table.names() + ")")
                    .add("values (" + table.parameters() + ")", table.values(row))
                    .update(connection);
        }
    }

    /** Reads rows with their columns in the order of the statement and in three others. */
    private static <T> void assertShuffled(String select, RowMapper<T> mapper, int rows) throws SQLException {
        List<T> plain = STORE.read(database -> new Query().add(select).list(database, mapper));
        assertThat(plain).hasSize(rows).doesNotHaveDuplicates();
        List<String> names = new ArrayList<>(STORE.read(database -> new Query()
                .add("select json_object_keys(to_json(x)) as name from (" + select + " limit 1) x")
                .list(database, row -> row.text("name"))));
        Random random = new Random(7);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(names, random);
            List<T> shuffled = STORE.read(database -> new Query()
                    .add("select " + String.join(", ", names) + " from (" + select + ") x")
                    .list(database, mapper));
            assertThat(shuffled).containsExactlyElementsOf(plain);
        }
    }
}
