package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.quality.ProvidedValue;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.store.write.Batches;
import org.metrobed.store.write.ComparingWriter;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.TableWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends observations. If the pipeline may have seen the time of a first value before (marked
 * {@link TestBits#DUPLICATE} or {@link TestBits#BEYOND_RETENTION}), the value and the flag of its provider are compared with the stored row. If there is no row, it is stored. If
 * both are equal, it is dropped, unless it is validated and the stored one is provisional, or takes back a flag that came in between. Else it is stored as a conflict. Stateless and thread-safe.
 */
public final class ObservationWriter implements RowWriter<Observation> {

    private static final Logger LOG = LoggerFactory.getLogger(ObservationWriter.class);

    private static final long MARKS = TestBits.DUPLICATE | TestBits.BEYOND_RETENTION;

    /** The stored row came from the same reading. */
    private static final String SAME_ORIGIN =
            "(t.raw_partition, t.raw_offset, t.raw_index) = (b.raw_partition, b.raw_offset, b.raw_index)";

    /** The row was decoded anew, so it may differ from the row that its own message produced before. */
    private static final String REDRIVEN = "b.cause = " + Observation.Cause.REDRIVE.code();

    /** The value is validated and decides by that, and the stored one is provisional. */
    private static final String VALIDATES =
            "b.tests & " + TestBits.REPLACES + " <> 0 and b.tests & ~t.tests & " + TestBits.VALIDATED + " <> 0";

    /** Another value, or the same one with another flag of its provider. */
    private static final String DIFFERS =
            "t.result is distinct from b.result or (b.tests # t.tests) & " + ProvidedValue.SAID + " <> 0";

    /** The stored value had got another flag of its provider before the row came. */
    private static final String TAKES_BACK = "b.tests & " + TestBits.REPLACES
            + " <> 0 and exists (select 1 from observation_conflict c where c.series_id = t.series_id"
            + " and c.phenomenon_time = t.phenomenon_time and c.tests & " + TestBits.REPLACES
            + " <> 0 and c.result is not distinct from b.result and (b.tests # c.tests) & " + ProvidedValue.SAID
            + " <> 0 and (c.received_time, c.raw_partition, c.raw_offset, c.raw_index)"
            + " < (b.received_time, b.raw_partition, b.raw_offset, b.raw_index))";

    private final TableWriter<Observation> observations = new TableWriter<>(ObservationTables.OBSERVATION);
    private final ComparingWriter<Observation> conflicts = new ComparingWriter<>(ObservationTables.CONFLICT);
    private final Batches<Observation> batches = new Batches<>(ObservationTables.OBSERVATION);
    private final Batches<Observation> batchesAside = new Batches<>(ObservationTables.CONFLICT);
    private final String findDiverged =
            batches.where(SAME_ORIGIN + " and not " + REDRIVEN + " and " + batches.differs());
    private final String findConflicts =
            batches.where("(not " + SAME_ORIGIN + " or " + REDRIVEN + ") and (" + DIFFERS + " or " + VALIDATES + ")");

    private final String findTakenBack = batches.where("(not " + SAME_ORIGIN + " or " + REDRIVEN + ") and not ("
            + DIFFERS + " or " + VALIDATES + ") and " + TAKES_BACK);

    @Override
    public String table() {
        return observations.table();
    }

    @Override
    public void prepare(WriteContext context, List<Observation> rows) throws SQLException {
        observations.prepare(context, rows);
    }

    @Override
    public WriteResult write(WriteContext context, List<Observation> rows) throws SQLException {
        if (rows.stream().noneMatch(ObservationWriter::isMarked)) {
            return observations.write(context, rows);
        }
        List<Observation> fresh = new ArrayList<>(rows.size());
        List<Observation> marked = new ArrayList<>();
        for (Observation row : rows) {
            (isMarked(row) ? marked : fresh).add(row);
        }
        return observations.write(context, fresh).plus(settle(context, marked));
    }

    private static boolean isMarked(Observation row) {
        return row.revision() == 0 && TestBits.has(row.tests(), MARKS);
    }

    private WriteResult settle(WriteContext context, List<Observation> marked) throws SQLException {
        long appended = batches.insert(context, marked);
        if (appended == marked.size()) {
            return new WriteResult(appended, 0, 0, 0);
        }
        List<Integer> diverged = batches.ordinals(context, findDiverged, marked);
        if (!diverged.isEmpty()) {
            LOG.warn("{} duplicates diverge, first {}", diverged.size(), marked.get(diverged.get(0)));
        }
        List<Integer> contradicting = batches.ordinals(context, findConflicts, marked);
        WriteResult aside =
                setAside(context, contradicting.stream().map(marked::get).toList());
        List<Integer> takenBack = batches.ordinals(context, findTakenBack, marked); // also of flags in this batch
        long dropped = marked.size() - appended - diverged.size() - contradicting.size() - takenBack.size();
        return new WriteResult(appended, dropped, 0, diverged.size())
                .plus(aside)
                .plus(setAside(context, takenBack.stream().map(marked::get).toList()));
    }

    private WriteResult setAside(WriteContext context, List<Observation> rows) throws SQLException {
        List<Observation> first = new ArrayList<>(rows.size());
        List<Observation> again = new ArrayList<>(0);
        for (Observation row : rows) {
            (row.cause() == Observation.Cause.REDRIVE ? again : first).add(row);
        }
        WriteResult aside = conflicts.write(context, first);
        // an earlier conflict row stays as it is, whatever was decoded now
        long added = again.isEmpty() ? 0 : batchesAside.insert(context, again);
        return new WriteResult(0, aside.replayed() + again.size() - added, aside.appended() + added, aside.diverged());
    }
}
