package org.metrobed.store.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.PeopleTables;
import org.metrobed.store.Schemas;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.Query;

@DisabledIfSystemProperty(
        named = "metrobed.test.store.modes",
        matches = "UNNEST",
        disabledReason = "the server does not take COPY")
final class SavedTablesIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    /** Computed from the raw log, the catalog and the tables of people, or written by each migration anew. */
    private static final Set<String> FOLLOWING = Set.of(
            "deployment",
            "flyway_schema_history",
            "series",
            "pipeline",
            "observation",
            "observation_conflict",
            "window_revision",
            "alert_event",
            "dead_letter",
            "redrive",
            "liveness",
            "sink_progress",
            "recompute_cell",
            "correction_due",
            "product_input",
            "product_cause",
            "catalog_name");

    private final DatabaseConfig fresh = STORE.newConfig();

    @TempDir
    Path folder;

    @AfterEach
    void drop() throws SQLException {
        Schemas.drop(fresh);
    }

    /** A new table belongs into one of the two lists; if no log has its rows, into {@link PeopleTables}. */
    @Test
    void everyTableOfTheSchemaIsSavedOrFollowsFromTheLogs() throws SQLException {
        List<String> known = new ArrayList<>(FOLLOWING);
        known.addAll(PeopleTables.names());
        Migrations.migrate(fresh);

        assertThat(list(
                        fresh,
                        "select c.relname::text as name from pg_class c where c.relkind in ('r', 'p')"
                                + " and not c.relispartition and c.relnamespace = current_schema::regnamespace"))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void tablesAreReadAsTheyWereWrittenAndTheirNumbersContinue() throws SQLException, IOException {
        fill();
        List<SavedTable> written = SavedTables.write(STORE.config(), folder);
        assertThat(written)
                .containsExactly(
                        new SavedTable("annotation_event", 1),
                        new SavedTable("alert_action", 1),
                        new SavedTable("suppression_event", 1),
                        new SavedTable("notification", 1),
                        new SavedTable("notification_attempt", 1),
                        new SavedTable("api_key", 1),
                        new SavedTable("read_audit", 1));

        Migrations.migrate(fresh);
        SavedTables.read(fresh, folder);

        for (String table : PeopleTables.names()) {
            assertThat(list(fresh, "select t::text as name from " + table + " t"))
                    .as(table)
                    .isNotEmpty()
                    .isEqualTo(list(STORE.config(), "select t::text as name from " + table + " t"));
        }
        assertThat(list(fresh, "select datastream as name from correction_due"))
                .as("what follows from the annotation is due")
                .contains("a/b/c");
        assertThat(list(
                        fresh,
                        "insert into notification (receiver, group_id, fingerprint, step, severity, size, made_time)"
                                + " values ('r', 'g', 'other', 'firing', 'minor', 1, now())"
                                + " returning notification_id::text as name"))
                .containsExactly("42");
    }

    @Test
    void columnThatCameLaterKeepsItsDefault() throws SQLException, IOException {
        fill();
        SavedTables.write(STORE.config(), folder);
        Migrations.migrate(fresh);
        try (Connection connection = Databases.connect(fresh);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table alert_action add column later text not null default 'as before'");
        }

        SavedTables.read(fresh, folder);

        assertThat(list(fresh, "select later as name from alert_action")).containsExactly("as before");
    }

    @Test
    void fileWithoutNamesOfColumnsIsRefusedAndNothingIsRead() throws SQLException, IOException {
        fill();
        SavedTables.write(STORE.config(), folder);
        Files.writeString(folder.resolve("notification.csv"), "1,2; drop\n");
        Migrations.migrate(fresh);

        assertThatThrownBy(() -> SavedTables.read(fresh, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notification.csv does not begin with the names of its columns");
        assertThat(list(fresh, "select count(*)::text as name from annotation_event"))
                .containsExactly("0");
    }

    private static void fill() throws SQLException {
        STORE.execute("insert into annotation_event (sequence, annotation_id, event, datastream, from_time, to_time,"
                + " kind, value, reason, author, log_time, interval_ms, statistic) values (7, 'id', 'made', 'a/b/c',"
                + " '2026-05-01 00:00:00.000001Z', '2026-05-01 01:00Z', 'offset', 0.1, E'two\\nlines, \"quoted\"',"
                + " '\\N', '2026-05-01 02:00Z', 60000, 'mean')");
        STORE.execute("insert into alert_action (alert_id, version, action, author, reason) values"
                + " ('alert', 1, 'comment', 'Ünal', 'seen')");
        STORE.execute("insert into suppression_event (suppression_id, event, kind, pattern, from_time, to_time, reason,"
                + " author) values ('s', 'made', 'silence', 'a/*/*', now(), now() + interval '1 hour', 'r', 'b')");
        STORE.execute(
                "insert into notification (notification_id, receiver, group_id, fingerprint, step, severity, size,"
                        + " made_time) values (41, 'r', 'g', 'f', 'firing', 'minor', 1, now())");
        STORE.execute("insert into notification_attempt (notification_id, attempt, outcome, attempt_time) values"
                + " (41, 1, 'sent', now())");
        STORE.execute(
                "insert into api_key (key_prefix, hash, name, role, projects, actions, made_by, made_time, revoked_by)"
                        + " values ('0a', '\\x00ff', 'n', 'admin', 'a,b', '', 'm', now(), '')");
        STORE.execute(
                "insert into read_audit (read_time, reader, role, route, query, projects, requests, row_count, bytes,"
                        + " refused) values (now(), 'key:0a', 'admin', '/api/v1/windows', '?a=b', 'a', 1, 2, 3, 0)");
    }

    private static List<String> list(DatabaseConfig config, String sql) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return new Query().add(sql).list(connection, row -> row.text("name"));
        }
    }
}
