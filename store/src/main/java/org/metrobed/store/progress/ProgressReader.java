package org.metrobed.store.progress;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/** Reads the progress of the sinks. Thread-safe if its data source is. */
public final class ProgressReader {

    private final DataSource database;

    /** Reads from this database. */
    public ProgressReader(DataSource database) {
        this.database = database;
    }

    /** Every sink, by name. */
    public List<SinkProgress> list() throws SQLException {
        return new Query()
                .add("select sink, max(subtasks) as subtasks, count(*) as reported, " + Query.asMillis("min(log_time)")
                        + " as log_time")
                .add("from sink_progress group by sink order by sink")
                .list(database, ProgressReader::read);
    }

    /**
     * The newest log time, milliseconds since 1970 UTC, up to which every sink that ever reported has committed
     * everything; empty until all subtasks of all these sinks have reported.
     */
    public OptionalLong asOf() throws SQLException {
        return slowest(list());
    }

    /** The same for given sinks, which must all have reported. */
    public OptionalLong asOf(Collection<String> sinks) throws SQLException {
        Set<String> wanted = Set.copyOf(sinks);
        List<SinkProgress> there =
                list().stream().filter(sink -> wanted.contains(sink.sink())).collect(Collectors.toList());
        return there.size() == wanted.size() ? slowest(there) : OptionalLong.empty();
    }

    private static OptionalLong slowest(List<SinkProgress> sinks) {
        boolean complete = sinks.stream().allMatch(sink -> sink.logMillis().isPresent());
        return complete
                ? sinks.stream().mapToLong(sink -> sink.logMillis().getAsLong()).min()
                : OptionalLong.empty();
    }

    private static SinkProgress read(ResultRow row) throws SQLException {
        int subtasks = row.int4("subtasks");
        int reported = row.int4("reported");
        return new SinkProgress(
                row.text("sink"),
                subtasks,
                reported,
                reported == subtasks ? row.optionalTime("log_time") : OptionalLong.empty());
    }
}
