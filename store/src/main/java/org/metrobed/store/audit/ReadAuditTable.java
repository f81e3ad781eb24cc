package org.metrobed.store.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Appends and counts reads. Thread-safe if the data source is; each change opens its own connection. */
public final class ReadAuditTable {

    /** The columns. */
    public static final Table<ReadRecord> TABLE = Table.<ReadRecord>named("read_audit")
            .assigned("read_id")
            .millis("read_time", ReadRecord::atMillis)
            .text("reader", ReadRecord::reader)
            .text("role", ReadRecord::role)
            .text("route", ReadRecord::route)
            .text("query", ReadRecord::query)
            .text("projects", row -> String.join(",", row.projects()))
            .int8("requests", ReadRecord::requests)
            .int8("row_count", ReadRecord::rows)
            .int8("bytes", ReadRecord::bytes)
            .int8("refused", ReadRecord::refused)
            .readBy(ReadAuditTable::read)
            .key("read_id");

    private final DatabaseConfig writer;
    private final DataSource reader;

    /**
     * The audit of one schema.
     *
     * @param reader connections for reading
     */
    public ReadAuditTable(DatabaseConfig writer, DataSource reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** Appends reads in one transaction. */
    public void append(List<ReadRecord> reads) throws SQLException {
        String insert = "insert into read_audit (" + TABLE.names() + ") values (" + TABLE.parameters() + ")";
        try (Connection connection = Databases.connect(writer)) {
            connection.setAutoCommit(false);
            for (ReadRecord read : reads) {
                new Query().add(insert, TABLE.values(read)).update(connection);
            }
            connection.commit();
        }
    }

    /**
     * Deletes old reads.
     *
     * @param beforeMillis older than this time of the clock, milliseconds since 1970 UTC
     * @param most maximum number
     * @return how many
     */
    public int delete(long beforeMillis, int most) throws SQLException {
        try (Connection connection = Databases.connect(writer)) {
            return new Query()
                    .add("delete from read_audit where read_id in (select read_id from read_audit")
                    .add("where read_time < " + Query.millis() + " limit ?)", Limits.clampMillis(beforeMillis), most)
                    .update(connection);
        }
    }

    /**
     * How often each project was read, by the role of the readers.
     *
     * @param fromMillis from this time of the clock, milliseconds since 1970 UTC
     * @param toMillis before this time
     */
    public List<ProjectUsage> countProjects(long fromMillis, long toMillis) throws SQLException {
        return new Query()
                .add("select p.project, a.role, count(distinct nullif(a.reader, '')) as readers,")
                .add("sum(a.requests)::bigint as requests, sum(a.row_count)::bigint as row_count,")
                .add("sum(a.bytes)::bigint as bytes")
                .add("from read_audit a cross join unnest(string_to_array(a.projects, ',')) as p (project)")
                .add("where a.read_time >= " + Query.millis(), Limits.clampMillis(fromMillis))
                .add("and a.read_time < " + Query.millis(), Limits.clampMillis(toMillis))
                .add("group by 1, 2 order by p.project collate \"C\", a.role collate \"C\"")
                .list(
                        reader,
                        row -> new ProjectUsage(
                                row.text("project"),
                                row.text("role"),
                                row.int8("readers"),
                                row.int8("requests"),
                                row.int8("row_count"),
                                row.int8("bytes")));
    }

    /** The newest reads of named readers, at most so many, the newest first. */
    public List<ReadRecord> listNewest(int most) throws SQLException {
        return new Query()
                .add("select " + TABLE.select("a") + " from read_audit a where a.reader <> ''")
                .add("order by a.read_time desc, a.read_id desc limit ?", most)
                .list(reader, TABLE::read);
    }

    private static ReadRecord read(ResultRow row) throws SQLException {
        return ReadRecordBuilder.builder()
                .atMillis(row.int8("read_time"))
                .reader(row.text("reader"))
                .role(row.text("role"))
                .route(row.text("route"))
                .query(row.text("query"))
                .projects(Stream.of(row.text("projects").split(","))
                        .filter(word -> !word.isEmpty())
                        .toList())
                .requests(row.int8("requests"))
                .rows(row.int8("row_count"))
                .bytes(row.int8("bytes"))
                .refused(row.int8("refused"))
                .build();
    }
}
