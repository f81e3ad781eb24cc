package org.metrobed.store.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.store.query.Query;
import org.metrobed.store.write.Table;

/**
 * Records progress in the transaction of its batch; progress never decreases. If a sink restarts with another number of
 * subtasks, all of them begin at the progress of the slowest old one: everything up to there is committed. Belongs to
 * one connection; not thread-safe.
 */
public final class ProgressWriter {

    /** Progress of each subtask. */
    public static final Table<Progress> TABLE = Table.<Progress>named("sink_progress")
            .text("sink", Progress::sink)
            .int4("subtask", Progress::subtask)
            .int4("subtasks", Progress::subtasks)
            .millis("log_time", Progress::logMillis)
            .key("sink", "subtask");

    private static final String RECORD = "insert into sink_progress as p (" + TABLE.names() + ") values";

    private static final String KEEP_GREATEST = "on conflict (sink, subtask) do update"
            + " set log_time = greatest(p.log_time, excluded.log_time), subtasks = excluded.subtasks";

    private final Connection connection;
    private final Map<String, Integer> subtasks = new HashMap<>();

    /** Records through this connection. */
    public ProgressWriter(Connection connection) {
        this.connection = connection;
    }

    /** Records in one statement; the caller commits. Each subtask of a sink appears at most once. */
    public void write(List<Progress> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        for (Progress progress : all) {
            Integer known = subtasks.get(progress.sink());
            if (known == null || known != progress.subtasks()) {
                resize(progress);
            }
        }
        Query record = new Query().add(RECORD);
        String comma = "";
        for (Progress progress : all) {
            record.add(comma + "(" + TABLE.parameters() + ")", TABLE.values(progress));
            comma = ", ";
        }
        record.add(KEEP_GREATEST).update(connection);
    }

    /** Must be called after the commit: the number of subtasks of these sinks is then fixed. */
    public void committed(List<Progress> all) {
        all.forEach(progress -> subtasks.put(progress.sink(), progress.subtasks()));
    }

    private void resize(Progress progress) throws SQLException {
        new Query()
                .add(
                        "select pg_advisory_xact_lock(hashtextextended('metrobed.progress.' || current_schema || ?, 0))",
                        progress.sink())
                .list(connection, row -> true);
        Optional<OptionalLong> slowest = new Query()
                .add("select case when count(*) = max(subtasks) then " + Query.asMillis("min(log_time)")
                        + " end as log_time")
                .add(
                        "from sink_progress where sink = ? having max(subtasks) <> ?",
                        progress.sink(),
                        progress.subtasks())
                .find(connection, row -> row.optionalTime("log_time"));
        if (slowest.isPresent()) {
            restart(progress, slowest.get());
        }
    }

    private void restart(Progress progress, OptionalLong slowestMillis) throws SQLException {
        new Query()
                .add("delete from sink_progress where sink = ?", progress.sink())
                .update(connection);
        if (slowestMillis.isPresent()) {
            new Query()
                    .add("insert into sink_progress (sink, subtask, subtasks, log_time)")
                    .add(
                            "select ?, i, ?, " + Query.millis(),
                            progress.sink(),
                            progress.subtasks(),
                            slowestMillis.getAsLong())
                    .add("from generate_series(0, ? - 1) as i", progress.subtasks())
                    .update(connection);
        }
    }
}
