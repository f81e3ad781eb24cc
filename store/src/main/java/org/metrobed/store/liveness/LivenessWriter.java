package org.metrobed.store.liveness;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Batches;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.Table;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteResult;

/**
 * Keeps one row for each gateway and thing. A later receive time replaces an earlier one, and a later status replaces
 * an earlier one by its own time; at equal times the row written last is kept. Batches that are written again in their
 * order result in the same rows. Stateless and thread-safe.
 */
public final class LivenessWriter implements RowWriter<Liveness> {

    /** The newest state of each gateway and thing. */
    public static final Table<Liveness> TABLE = Table.<Liveness>named("liveness")
            .text("kind", row -> row.kind().word())
            .text("id", Liveness::id)
            .text("gateway", Liveness::gateway)
            .millis("heard_time", Liveness::heardMillis)
            .micros("phenomenon_time", Liveness::phenomenonMicros)
            .text("status", row -> row.status().word())
            .millis("status_time", row -> row.statusMillis() == 0 ? Table.NO_TIME : row.statusMillis())
            .int8("skew_ms", Liveness::skewMillis)
            .int4("skew_samples", Liveness::skewSamples)
            .readBy(LivenessWriter::read)
            .key("kind", "id");

    private static final String NEWER_STATUS =
            "excluded.status_time is not null and (t.status_time is null or excluded.status_time >= t.status_time)";

    private static final String CHANGE = heard("gateway")
            + ", " + heard("phenomenon_time")
            + ", " + heard("skew_ms")
            + ", " + heard("skew_samples")
            + ", heard_time = greatest(t.heard_time, excluded.heard_time)"
            + ", status = case when " + NEWER_STATUS + " then excluded.status else t.status end"
            + ", status_time = greatest(t.status_time, excluded.status_time)"
            + " where excluded.heard_time >= t.heard_time or (" + NEWER_STATUS + ")";

    private final Batches<Liveness> batches = new Batches<>(TABLE);
    private final String upsert = batches.upsert(CHANGE);

    @Override
    public String table() {
        return TABLE.name();
    }

    @Override
    public void prepare(WriteContext context, List<Liveness> rows) {
        // needs neither series nor partitions
    }

    /**
     * Writes the rows. A row that another row of the batch replaced, or that is older than the stored one, counts as
     * replayed.
     */
    @Override
    public WriteResult write(WriteContext context, List<Liveness> rows) throws SQLException {
        // sorted by key, so that sessions that write the same gateways cannot deadlock
        SortedMap<String, Liveness> newest = new TreeMap<>();
        for (Liveness row : rows) {
            newest.merge(row.kind().word() + ' ' + row.id(), row, LivenessWriter::newer);
        }
        long changed = batches.update(context, upsert, List.copyOf(newest.values()));
        return new WriteResult(changed, rows.size() - changed, 0, 0);
    }

    /** Merges two rows by the rule of the statement. */
    static Liveness newer(Liveness before, Liveness after) {
        Liveness heard = after.heardMillis() >= before.heardMillis() ? after : before;
        Liveness status = after.statusMillis() != 0 && after.statusMillis() >= before.statusMillis() ? after : before;
        return heard.with()
                .status(status.status())
                .statusMillis(status.statusMillis())
                .build();
    }

    private static String heard(String column) {
        return column + " = case when excluded.heard_time >= t.heard_time then excluded." + column + " else t." + column
                + " end";
    }

    private static Liveness read(ResultRow row) throws SQLException {
        return LivenessBuilder.builder()
                .kind(Liveness.Kind.parse(row.text("kind")))
                .id(row.text("id"))
                .gateway(row.text("gateway"))
                .heardMillis(row.int8("heard_time"))
                .phenomenonMicros(row.time("phenomenon_time"))
                .status(Liveness.Status.parse(row.text("status")))
                .statusMillis(row.int8("status_time"))
                .skewMillis(row.int8("skew_ms"))
                .skewSamples(row.int4("skew_samples"))
                .build();
    }
}
