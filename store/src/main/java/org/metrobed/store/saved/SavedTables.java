package org.metrobed.store.saved;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.IdentityColumns;
import org.metrobed.store.PeopleTables;
import org.metrobed.store.correction.AnnotationLog;
import org.metrobed.store.query.Query;
import org.postgresql.PGConnection;

/**
 * Writes the tables that are in no log to CSV files and reads them back. The first line of a file names its columns, so a
 * schema that has got more columns since reads it too. Stateless.
 */
public final class SavedTables {

    private SavedTables() {}

    /**
     * Writes each table to a new file of a folder, all as of one moment. A table that the schema does not have yet is left
     * out.
     *
     * @throws SQLException if the database cannot be read
     * @throws IOException if a file exists or cannot be written
     */
    public static List<SavedTable> write(DatabaseConfig config, Path folder) throws SQLException, IOException {
        List<SavedTable> written = new ArrayList<>();
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read read only");
            statement.execute("set local timezone to 'UTC'");
            for (String table : PeopleTables.names()) {
                List<String> columns = columns(connection, config.schema(), table);
                if (!columns.isEmpty()) {
                    written.add(write(connection, table, columns, folder));
                }
            }
            connection.commit();
        }
        return List.copyOf(written);
    }

    /**
     * Reads the files of a folder into a migrated schema whose tables are empty, in one transaction. A table without a file
     * stays empty. The corrections that follow are listed as due.
     *
     * @throws SQLException if the database refuses; nothing is changed then
     * @throws IOException if a file cannot be read; nothing is changed then
     */
    public static void read(DatabaseConfig config, Path folder) throws SQLException, IOException {
        try (Connection connection = Databases.connect(config)) {
            connection.setAutoCommit(false);
            for (String table : PeopleTables.names()) {
                Path file = folder.resolve(new SavedTable(table, 0).file());
                if (Files.exists(file)) {
                    read(connection, table, file);
                    IdentityColumns.restart(connection, table);
                }
            }
            AnnotationLog.listDays(connection);
            connection.commit();
        }
    }

    private static SavedTable write(Connection connection, String table, List<String> columns, Path folder)
            throws SQLException, IOException {
        SavedTable saved = new SavedTable(table, 0);
        try (OutputStream file = Files.newOutputStream(folder.resolve(saved.file()), StandardOpenOption.CREATE_NEW)) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select " + String.join(", ", columns) + " from " + table
                                    + " order by 1, 2) to stdout with (format csv, header)",
                            file);
            return new SavedTable(table, rows);
        }
    }

    private static void read(Connection connection, String table, Path file) throws SQLException, IOException {
        String columns;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            columns = lines.readLine();
        }
        if (columns == null || !columns.matches("[a-z_0-9]+(,[a-z_0-9]+)*")) {
            throw new IOException(file + " does not begin with the names of its columns");
        }
        try (InputStream rows = Files.newInputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " (" + columns + ") from stdin with (format csv, header)", rows);
        }
    }

    private static List<String> columns(Connection connection, String schema, String table) throws SQLException {
        return new Query()
                .add("select attname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid")
                .add("where c.relnamespace = ?::regnamespace and c.relname = ?", schema, table)
                .add("and attnum > 0 and not attisdropped order by attnum")
                .list(connection, row -> row.text("name"));
    }
}
