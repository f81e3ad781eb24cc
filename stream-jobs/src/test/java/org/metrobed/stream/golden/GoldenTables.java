package org.metrobed.stream.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.metrobed.store.TableDigest;

/**
 * All rows that a run of the pipeline wrote, and the same from a file.
 *
 * @param version of the pipeline that wrote them
 * @param tables those with rows, by name
 */
record GoldenTables(String version, SortedMap<String, GoldenTable> tables) {

    /** Columns with how and when rows were written, which are left out. */
    private static final Set<String> LEFT_OUT = Set.of(
            "correction_due",
            "deployment",
            "flyway_schema_history",
            "pipeline",
            "recompute_cell",
            "series",
            "sink_progress");

    private static final Set<String> COLUMNS_LEFT_OUT = Set.of("ingest_time", "pipeline_id", "created_time");

    private static final String COLUMNS = "select c.relname, a.attname from pg_class c"
            + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
            + " where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')"
            + " and not c.relispartition order by c.relname, a.attnum";

    /** Reads every table of the schema that has rows. */
    static GoldenTables read(String version, DataSource pool) throws SQLException {
        SortedMap<String, GoldenTable> tables = new TreeMap<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            SortedMap<String, List<String>> columns = new TreeMap<>();
            try (ResultSet row = statement.executeQuery(COLUMNS)) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
            columns.keySet().removeAll(LEFT_OUT);
            for (var table : columns.entrySet()) {
                table.getValue().removeAll(COLUMNS_LEFT_OUT);
                List<String> rows = rows(statement, table.getKey(), table.getValue());
                if (!rows.isEmpty()) {
                    tables.put(table.getKey(), new GoldenTable(table.getKey(), table.getValue(), rows));
                }
            }
        }
        return new GoldenTables(version, tables);
    }

    /** These tables and the records of a topic. */
    GoldenTables with(GoldenTable topic) {
        SortedMap<String, GoldenTable> more = new TreeMap<>(tables);
        more.put(topic.name(), topic);
        return new GoldenTables(version, more);
    }

    private static List<String> rows(Statement statement, String table, List<String> columns) throws SQLException {
        String cells = columns.stream()
                .map(column -> column.equals("series_id")
                        ? "s.datastream"
                        : (TableDigest.NULL_IS_ZERO.contains(column) ? "coalesce(t." + column + ", 0)" : "t." + column)
                                + "::text")
                .collect(Collectors.joining(", "));
        String series = columns.contains("series_id") ? " join series s using (series_id)" : "";
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select " + cells + " from " + table + " t" + series)) {
            while (row.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    line.add(cell(row.getString(i)));
                }
                rows.add(String.join("\t", line));
            }
        }
        return rows;
    }

    private static String cell(String text) {
        return text == null
                ? "\\N"
                : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /** The differences from the expected tables; empty if there are none. */
    List<String> differences(GoldenTables expected) {
        List<String> found = new ArrayList<>();
        Set<String> names = new TreeSet<>(tables.keySet());
        names.addAll(expected.tables.keySet());
        for (String name : names) {
            GoldenTable came = tables.get(name);
            GoldenTable wanted = expected.tables.get(name);
            if (came == null || wanted == null) {
                found.add("table " + name + (came == null ? " has no rows" : " had no rows before"));
            } else {
                found.addAll(came.differences(wanted));
            }
        }
        return found;
    }

    /** For people: rows and digest of each table. */
    String summary() {
        StringBuilder text = new StringBuilder("pipeline version " + version + "\n");
        tables.values()
                .forEach(table -> text.append(String.format(
                        "%-22s %7d %s%n", table.name(), table.rows().size(), table.digest())));
        return text.toString();
    }

    void write(Path file) {
        StringBuilder text = new StringBuilder(version + "\n");
        for (GoldenTable table : tables.values()) {
            text.append(table.name()).append('\t').append(table.rows().size()).append('\n');
            text.append(String.join("\t", table.columns())).append('\n');
            List<String[]> cells =
                    table.rows().stream().map(row -> row.split("\t", -1)).toList();
            for (int i = 0; i < table.columns().size(); i++) { // by column: half the size
                int column = i;
                cells.forEach(row -> text.append(row[column]).append('\n'));
            }
        }
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenTables read(Path file) {
        SortedMap<String, GoldenTable> tables = new TreeMap<>();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            String version = in.readLine();
            for (String head = in.readLine(); head != null; head = in.readLine()) {
                String[] nameAndRows = head.split("\t", -1);
                List<String> columns = List.of(in.readLine().split("\t", -1));
                List<List<String>> rows = new ArrayList<>();
                for (int i = Integer.parseInt(nameAndRows[1]); i > 0; i--) {
                    rows.add(new ArrayList<>());
                }
                for (int i = 0; i < columns.size(); i++) {
                    for (List<String> row : rows) {
                        row.add(in.readLine());
                    }
                }
                List<String> lines =
                        rows.stream().map(row -> String.join("\t", row)).toList();
                tables.put(nameAndRows[0], new GoldenTable(nameAndRows[0], columns, lines));
            }
            return new GoldenTables(version, tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
