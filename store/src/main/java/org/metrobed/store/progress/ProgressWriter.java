package org.metrobed.store.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Records progress in the transaction of its batch; progress never decreases. If a sink restarts with another number of
 * subtasks, all of them begin at the progress of the slowest old one: everything up to there is committed. Belongs to
 * one connection; not thread-safe.
 */
public final class ProgressWriter {

    private static final String TIME = "timestamptz 'epoch' + ? * interval '1 millisecond'";

    private final Connection connection;
    private final Map<String, Integer> subtasks = new HashMap<>();

    /** Records through this connection. */
    public ProgressWriter(Connection connection) {
        this.connection = connection;
    }

    /** Records; the caller commits. */
    public void write(Progress progress) throws SQLException {
        Integer known = subtasks.get(progress.sink());
        if (known == null || known != progress.subtasks()) {
            resize(progress);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("insert into sink_progress as p (sink, subtask, subtasks, log_time)"
                        + " values (?, ?, ?, " + TIME + ") on conflict (sink, subtask) do update"
                        + " set log_time = greatest(p.log_time, excluded.log_time), subtasks = excluded.subtasks")) {
            statement.setString(1, progress.sink());
            statement.setInt(2, progress.subtask());
            statement.setInt(3, progress.subtasks());
            statement.setLong(4, progress.logMillis());
            statement.executeUpdate();
        }
    }

    /** Must be called after the commit: the sink's number of subtasks is then fixed. */
    public void committed(Progress progress) {
        subtasks.put(progress.sink(), progress.subtasks());
    }

    private void resize(Progress progress) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended('metrobed.progress.' || current_schema || ?, 0))")) {
            lock.setString(1, progress.sink());
            lock.execute();
        }
        try (PreparedStatement statement = connection.prepareStatement("select case when count(*) = max(subtasks)"
                + " then round(date_part('epoch', min(log_time)) * 1000)::bigint end"
                + " from sink_progress where sink = ? having max(subtasks) <> ?")) {
            statement.setString(1, progress.sink());
            statement.setInt(2, progress.subtasks());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    Long slowest = row.getObject(1, Long.class);
                    restart(progress, slowest);
                }
            }
        }
    }

    private void restart(Progress progress, Long slowestMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from sink_progress where sink = ?")) {
            statement.setString(1, progress.sink());
            statement.executeUpdate();
        }
        if (slowestMillis != null) {
            begin(progress, slowestMillis);
        }
    }

    private void begin(Progress progress, long logMillis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into sink_progress (sink, subtask, subtasks, log_time)"
                        + " select ?, i, ?, " + TIME + " from generate_series(0, ? - 1) as i")) {
            statement.setString(1, progress.sink());
            statement.setInt(2, progress.subtasks());
            statement.setLong(3, logMillis);
            statement.setInt(4, progress.subtasks());
            statement.executeUpdate();
        }
    }
}
