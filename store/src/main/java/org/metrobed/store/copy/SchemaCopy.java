package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.IdentityColumns;
import org.metrobed.store.Layout;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.store.query.Query;

/**
 * Copies all rows of a schema into a new one that has the layout of its server, such as from native partitions to
 * TimescaleDB, and compares every table. Nothing may write to the schema meanwhile; rows that come are found by the comparison. Until
 * the comparison has succeeded, the copy has another name and the schema stays as it was. Not thread-safe.
 */
public final class SchemaCopy {

    private static final String UNFINISHED = "_copy";

    private final DatabaseConfig from;
    private final DatabaseConfig to;
    private final Consumer<String> progress;

    /**
     * A copy into another schema of the same database, or of another one.
     *
     * @param progress takes a sentence for each table
     */
    public SchemaCopy(DatabaseConfig from, DatabaseConfig to, Consumer<String> progress) {
        this.from = Objects.requireNonNull(from, "from");
        this.to = Objects.requireNonNull(to, "to");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Copies into the schema of the target.
     *
     * @return the layout of the copy
     * @throws CopyException if the target has the schema already, the schema is not migrated to this version, or rows came
     *     meanwhile
     * @throws SQLException if a database refuses; there is no copy then
     */
    public Layout run() throws SQLException {
        if (Schemas.exists(to)) {
            throw new CopyException(
                    "the target database has a schema " + to.schema() + "; name a schema that it does not have");
        }
        DatabaseConfig unfinished = to.withSchema(to.schema() + UNFINISHED);
        return fill(unfinished, List.of(Schemas.renaming(unfinished.schema(), to.schema())));
    }

    /**
     * Replaces the schema by a copy of it in the same database; the schema of before is kept under the name of the target.
     *
     * @return the layout of the copy
     * @throws CopyException as {@link #run}, or if the server would give the copy the layout that the schema has
     * @throws SQLException if the database refuses; nothing is changed then
     */
    public Layout replace() throws SQLException {
        if (Schemas.exists(to)) {
            throw new CopyException("the database has a schema " + to.schema() + " of an earlier copy; drop it first");
        }
        DatabaseConfig unfinished = from.withSchema(from.schema() + UNFINISHED);
        Layout before = layout(from);
        UnfinishedCopy copy = new UnfinishedCopy(unfinished);
        copy.begin();
        if (Migrations.migrate(unfinished) == before) {
            copy.drop();
            throw new CopyException(
                    "the schema has the layout " + before.word() + ", and this server gives no other one"
                            + (before == Layout.NATIVE ? ": it has no TimescaleDB" : ""));
        }
        return fill(
                unfinished,
                List.of(
                        Schemas.renaming(from.schema(), to.schema()),
                        Schemas.renaming(unfinished.schema(), from.schema())));
    }

    private Layout fill(DatabaseConfig unfinished, List<String> renamings) throws SQLException {
        List<String> pending = Migrations.listPending(from);
        if (!pending.isEmpty()) {
            throw new CopyException(
                    "the schema " + from.schema() + " is of another version: start this version once, which"
                            + " migrates it (" + String.join(", ", pending) + ")");
        }
        UnfinishedCopy copy = new UnfinishedCopy(unfinished);
        copy.begin();
        boolean done = false;
        try {
            Layout layout = Migrations.migrate(unfinished);
            boolean same = from.url().equals(unfinished.url());
            List<String> tables = new ArrayList<>();
            try (CopiedRows rows = same ? new RowsInDatabase(unfinished) : new RowsBetweenDatabases(from, unfinished)) {
                for (CopiedTable table : CopiedTable.list(rows.source(), from.schema())) {
                    copy(rows, table, layout);
                    tables.add(table.name());
                }
            }
            copy.finish(from, tables, renamings);
            done = true;
            return layout;
        } finally {
            if (!done) {
                copy.drop();
            }
        }
    }

    private void copy(CopiedRows rows, CopiedTable table, Layout layout) throws SQLException {
        long copied = 0;
        if (table.timeColumn().isEmpty()) {
            copied = rows.copy(table, "", List.of());
        } else {
            for (YearMonth month : months(rows.source(), table)) {
                Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                if (layout == Layout.NATIVE) {
                    makePartition(rows.target(), table, month);
                }
                String column = table.timeColumn().get();
                copied += rows.copy(table, " where " + column + " >= ? and " + column + " < ?", List.of(start, end));
                if (layout == Layout.TIMESCALE) {
                    compress(rows.target(), table, start);
                }
            }
        }
        IdentityColumns.restart(rows.target(), table.name());
        progress.accept("%s: %,d rows".formatted(table.name(), copied));
    }

    /** The months between the first and the last row, in UTC. */
    private static List<YearMonth> months(Connection source, CopiedTable table) throws SQLException {
        String column = table.timeColumn().orElseThrow();
        List<YearMonth> bounds = new Query()
                .add("select min(" + column + ") as first, max(" + column + ") as last from " + table.source())
                .add("having count(*) > 0")
                .find(source, row -> List.of(month(row.instant("first")), month(row.instant("last"))))
                .orElse(List.of());
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = bounds.isEmpty() ? null : bounds.get(0);
                month != null && !month.isAfter(bounds.get(1));
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private static void makePartition(Connection target, CopiedTable table, YearMonth month) throws SQLException {
        new Query()
                .add(
                        "select add_partitions(?::regclass, ?::date[])",
                        table.name(),
                        List.of(month.atDay(1).toString()))
                .list(target, row -> true);
    }

    /** Chunks that end before the month that was copied last get no more rows; so the copy does not need the room of all. */
    private static void compress(Connection target, CopiedTable table, Instant before) throws SQLException {
        String extension = Layout.findTimescaleSchema(target).orElse("public");
        new Query()
                .add("select " + extension
                        + ".compress_chunk(format('%I.%I', chunk_schema, chunk_name)::regclass)::text as name")
                .add("from timescaledb_information.chunks where hypertable_schema = current_schema")
                .add("and hypertable_name = ? and not is_compressed and range_end <= ?", table.name(), before)
                .list(target, row -> row.text("name"));
    }

    private static Layout layout(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return Layout.read(connection);
        }
    }
}
