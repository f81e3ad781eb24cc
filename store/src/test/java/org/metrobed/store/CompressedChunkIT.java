package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.store.observation.LatestReader;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;

/** Writes into chunks that TimescaleDB has compressed; skipped on plain PostgreSQL. */
final class CompressedChunkIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Instant START = Instant.parse("2019-06-02T00:00:00Z"); // the second day of a chunk
    private static final String COMPRESSED = "select count(*) from timescaledb_information.chunks"
            + " where hypertable_schema = current_schema and is_compressed";

    @BeforeEach
    void onlyOnTimescale() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.TIMESCALE);
    }

    @Test
    void rowsReplaysRepeatsAndConflictsAreToldApartInACompressedChunk() throws SQLException {
        STORE.append(RowWriters.observations(), rows(0, 2_000));
        compress();
        assertThat(STORE.text(COMPRESSED)).isEqualTo("2");

        assertThat(STORE.append(RowWriters.observations(), rows(1_990, 2_010)))
                .isEqualTo(new WriteResult(10, 10, 0, 0));
        assertThat(STORE.append(
                        RowWriters.observations(), List.of(row(5).value(-1).build())))
                .isEqualTo(new WriteResult(0, 0, 0, 1));
        Observations repeat = row(6).tests(TestBits.DUPLICATE).raw(0, 90_000, 0);
        assertThat(STORE.append(
                        RowWriters.observations(),
                        List.of(
                                repeat.build(),
                                repeat.value(-1).raw(0, 90_001, 0).build())))
                .isEqualTo(new WriteResult(0, 1, 1, 0));

        List<Observation> stored = STORE.read(database -> new ObservationReader(database)
                .list(ObservationQuery.of(List.of("city/station/pm25"), 0, Long.MAX_VALUE, 10_000)));
        assertThat(stored).isEqualTo(rows(0, 2_010));
        List<Observation> latest = STORE.read(database -> new LatestReader(database).list());
        assertThat(latest).containsExactly(row(2_009).build());
    }

    @Test
    void policiesCompressByTheAgeOfTheChunkAndNothingIsDroppedByItself() throws SQLException {
        assertThat(STORE.text("select string_agg(hypertable_name || ' ' || (config->>'compress_created_before'), ','"
                        + " order by hypertable_name) from timescaledb_information.jobs"
                        + " where hypertable_schema = current_schema"))
                .isEqualTo("observation 7 days,window_revision 7 days");
    }

    @Test
    void digestReadsCompressedRowsAsItReadsOthers() throws SQLException {
        STORE.append(RowWriters.observations(), rows(0, 500));
        List<TableDigest> before = TableDigest.list(STORE.config());
        compress();

        assertThat(TableDigest.list(STORE.config())).isEqualTo(before);
    }

    private static void compress() throws SQLException {
        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('observation') c");
    }

    private static List<Observation> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> row(i).build()).toList();
    }

    private static Observations row(int minute) {
        return Observations.observation()
                .at(START.plusSeconds(minute * 60L))
                .value(minute % 17)
                .raw(0, minute, 0);
    }
}
