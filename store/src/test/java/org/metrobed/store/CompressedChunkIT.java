package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.store.compression.ChunkCompression;
import org.metrobed.store.compression.CompressionJobs;
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
    void settingChangesTheAgeAtWhichPoliciesCompressAndNoChunkThatStillGrows() throws SQLException {
        try {
            assertThat(apply("P2D")).containsExactly("observation: 2 days instead of 7 days");
            assertThat(apply("P2D")).isEmpty();
            assertThat(apply("P10DT12H"))
                    .containsExactly(
                            "observation: 10 days 12:00:00 instead of 2 days",
                            "window_revision: 10 days 12:00:00 instead of 7 days");
            assertThat(STORE.text("select string_agg(distinct config->>'compress_created_before', ',')"
                            + " from timescaledb_information.jobs where hypertable_schema = current_schema"))
                    .isEqualTo("10 days 12:00:00");
        } finally {
            assertThat(apply("P7D")).hasSize(2);
        }
    }

    @Test
    void jobsAreReadWithTheirStateAndTheVersionOfTheExtension() throws SQLException {
        CompressionJobs jobs = STORE.read(CompressionJobs::read).orElseThrow();

        assertThat(jobs.jobs())
                .extracting(CompressionJobs.Job::table)
                .containsExactly("observation", "window_revision");
        assertThat(jobs.jobs()).allSatisfy(job -> {
            assertThat(job.scheduled()).isTrue();
            assertThat(job.failed()).isFalse();
        });
        assertThat(jobs.installed()).matches("2\\.[0-9]+\\.[0-9]+.*");
        assertThat(jobs.available()).matches("2\\.[0-9]+\\.[0-9]+.*");
    }

    @Test
    void manyLateRowsOpenTheSegmentsOfTheirSeriesAloneAndNoneIsDoubled() throws SQLException {
        STORE.append(RowWriters.observations(), rows("a", 0, 1_440, 0));
        STORE.append(RowWriters.observations(), rows("b", 0, 1_440, 0));
        compress();
        STORE.append(RowWriters.observations(), rows("a", 0, 900, 30));
        assertThat(compressedRows()).as("a few late rows").isEqualTo("2880");

        STORE.append(RowWriters.observations(), rows("a", 900, 1_440, 30));
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.observations(), rows("a", 0, 900, 20), TestStore.PROGRESS);
            assertThat(compressedRows()).as("900 late rows of a session").isEqualTo("2880");
            session.append(RowWriters.observations(), rows("a", 900, 1_440, 20), TestStore.PROGRESS);
            assertThat(compressedRows()).as("1,440 late rows of a session").isEqualTo("1440");
            assertThat(session.append(RowWriters.observations(), rows("a", 0, 1_440, 0), TestStore.PROGRESS))
                    .isEqualTo(new WriteResult(0, 1_440, 0, 0));
            assertThat(session.append(
                            RowWriters.observations(),
                            List.of(row("a", 7, 0).value(-1).build()),
                            TestStore.PROGRESS))
                    .isEqualTo(new WriteResult(0, 0, 0, 1));
        }
        assertThat(STORE.text(
                        "select count(*) || ' ' || count(distinct (series_id, phenomenon_time)) from observation"))
                .isEqualTo("5760 5760");

        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('observation') c");
        assertThat(compressedRows()).as("compressed again").isEqualTo("5760");
    }

    @Test
    void roleThatWritesAppendsToNewAndToCompressedChunksAndOpensThem() throws SQLException {
        STORE.execute(
                "do $$ begin if to_regrole('metrobed_writers') is null then create role metrobed_writers; end if; end $$");
        Migrations.migrate(STORE.config());
        STORE.append(RowWriters.observations(), rows("a", 0, 1_440, 0));
        compress();
        // all connections of the server are one session, so each of them has this role until it is reset
        STORE.execute("set role metrobed_writers");
        try {
            STORE.append(RowWriters.observations(), rows("a", 0, 1_440, 30));
            STORE.append(RowWriters.observations(), rows("a", 10_000, 10_010, 0));
            assertThat(STORE.text("select current_user || ' ' || count(*) from observation"))
                    .isEqualTo("metrobed_writers 2890");
            assertThatThrownBy(() -> STORE.execute("drop table observation")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> STORE.execute("delete from observation")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> STORE.text("select public.drop_chunks('observation', now())"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(CompressedChunkIT::compress).isInstanceOf(SQLException.class);
        } finally {
            STORE.execute("reset role");
        }
        assertThat(compressedRows()).isEqualTo("0");
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

    private static List<String> apply(String after) throws SQLException {
        return new ChunkCompression(Duration.parse(after)).apply(STORE.config());
    }

    /** The rows that are compressed, in all chunks of observations. */
    private static String compressedRows() throws SQLException {
        String parts =
                STORE.text("select string_agg(format('select _ts_meta_count from %I.%I', z.schema_name, z.table_name),"
                        + " ' union all ') from _timescaledb_catalog.chunk c join _timescaledb_catalog.chunk z"
                        + " on z.id = c.compressed_chunk_id join _timescaledb_catalog.hypertable h on h.id = c.hypertable_id"
                        + " where h.schema_name = current_schema and h.table_name = 'observation'");
        return STORE.text("select coalesce(sum(_ts_meta_count), 0) from (" + parts + ") z");
    }

    private static List<Observation> rows(String thing, int from, int to, int second) {
        return IntStream.range(from, to)
                .mapToObj(minute -> row(thing, minute, second).build())
                .toList();
    }

    private static Observations row(String thing, int minute, int second) {
        return Observations.observation()
                .of("city/" + thing + "/pm25")
                .at(START.plusSeconds(minute * 60L + second))
                .value(minute % 17)
                .raw(0, minute * 100L + second, 0);
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
