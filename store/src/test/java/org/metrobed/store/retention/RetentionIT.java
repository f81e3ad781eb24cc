package org.metrobed.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TestStore;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Deleted and kept rows, on both layouts. */
final class RetentionIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String A = "city/a/no2";
    private static final String B = "city/b/no2";
    private static final Instant START = Instant.parse("2019-06-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String OLD = "'2026-03-01 00:00+00'";
    private static final String YOUNG = "'2026-04-20 00:00+00'";
    private static final Duration KEEP = Duration.ofDays(30);
    private static final RetentionPolicy OBSERVATIONS = new RetentionPolicy(Map.of(Kept.OBSERVATIONS, KEEP));
    private static final String COUNTS = "select coalesce(string_agg(x.datastream || ' ' || x.rows, ', '"
            + " order by x.datastream), 'none') from (select s.datastream, count(*) as rows from observation o"
            + " join series s using (series_id) group by s.datastream) x";
    private static final String SIZES =
            "select coalesce(string_agg(x.size_ms || ' ' || x.rows, ', ' order by x.size_ms),"
                    + " 'none') from (select size_ms, count(*) as rows from window_revision group by size_ms) x";

    @Test
    void nothingGoesByDefault() throws SQLException {
        append(A, 35, OLD);

        assertThat(sweep(RetentionPolicy.FOR_EVER)).isEmpty();
        assertThat(sweep(new RetentionPolicy(Map.of(Kept.WINDOWS_PT1M, KEEP)))).noneMatch(Swept::isSomething);
        assertThat(STORE.text(COUNTS)).isEqualTo("city/a/no2 35");
    }

    @Test
    void oldRowsGoInBoundedBatchesAndYoungOnesOfTheSameTimesStay() throws SQLException {
        append(A, 35, OLD);
        append(B, 35, YOUNG);

        assertThat(sweep(OBSERVATIONS)).containsExactly(swept(Kept.OBSERVATIONS, 35, 4, 0, 0));
        assertThat(STORE.text(COUNTS)).isEqualTo("city/b/no2 35");
    }

    @Test
    void rowsWithoutAnIngestTimeAreAsOldAsTheirReceivedTime() throws SQLException {
        for (Instant received : List.of(START.plus(Duration.ofDays(1)), NOW)) {
            String stream = received.equals(NOW) ? B : A;
            List<Observation> rows = IntStream.range(0, 35)
                    .mapToObj(i -> row(stream, i).receivedAt(received).build())
                    .toList();
            try (StoreSession session = StoreSession.open(
                    STORE.config(), TestStore.modes().findFirst().orElseThrow(), "test", () -> received)) {
                session.append(RowWriters.observations(), rows, TestStore.PROGRESS);
            }
        }

        assertThat(sweep(OBSERVATIONS)).containsExactly(swept(Kept.OBSERVATIONS, 35, 4, 0, 0));
        assertThat(STORE.text(COUNTS)).isEqualTo("city/b/no2 35");
    }

    @Test
    void observationStaysWithAllItsRevisionsUntilTheYoungestIsOld() throws SQLException {
        append(A, 35, OLD);
        append(
                List.of(row(A, 7).revision(1, Observation.Cause.VERDICT).build()),
                YOUNG,
                "observation where revision = 1");

        assertThat(sweep(OBSERVATIONS)).containsExactly(swept(Kept.OBSERVATIONS, 34, 4, 0, 0));
        assertThat(STORE.text("select string_agg(revision::text, ',' order by revision) from observation"))
                .isEqualTo("0,1");
    }

    @Test
    void chunkOrPartitionGoesAsAWholeWhenAllItsRowsAreOldAndCanComeAgain() throws SQLException {
        append(A, 35, OLD);
        append(B, 35, OLD);

        assertThat(sweep(OBSERVATIONS)).containsExactly(swept(Kept.OBSERVATIONS, 0, 0, 1, 0));
        assertThat(STORE.text(COUNTS)).isEqualTo("none");
        assertThat(STORE.append(RowWriters.observations(), rows(A, 35))).isEqualTo(new WriteResult(35, 0, 0, 0));
    }

    @Test
    void whatWasLookedThroughGoesAtALaterRunOfTheSame() throws SQLException {
        append(A, 35, OLD);
        append(B, 35, YOUNG);
        Retention retention = new Retention(STORE.config(), OBSERVATIONS, SettingsSource.NONE, 10);

        retention.run(NOW, () -> true);
        assertThat(retention.run(NOW.plusSeconds(3_600), () -> true)).noneMatch(Swept::isSomething);
        assertThat(retention.run(NOW.plus(KEEP), () -> true)).anyMatch(Swept::isSomething);
        assertThat(STORE.text(COUNTS)).isEqualTo("none");
    }

    @Test
    void dayThatEndedAfterTheCutoffIsLeftAlone() throws SQLException {
        append(A, 35, OLD);

        Retention retention = new Retention(STORE.config(), OBSERVATIONS, SettingsSource.NONE, 10);
        assertThat(retention.run(START.plus(KEEP).plus(Duration.ofHours(24)), () -> true))
                .noneMatch(Swept::isSomething);
    }

    @Test
    void conflictsFollowTheirObservations() throws SQLException {
        append(A, 3, OLD);
        append(B, 3, YOUNG);
        for (String stream : List.of(A, B)) {
            Observation other = row(stream, 1)
                    .tests(TestBits.DUPLICATE)
                    .value(-1)
                    .raw(0, 99, 0)
                    .build();
            assertThat(STORE.append(RowWriters.observations(), List.of(other)).conflicts())
                    .isEqualTo(1);
        }
        STORE.execute("update observation_conflict set ingest_time = " + YOUNG);
        Retention retention = new Retention(STORE.config(), OBSERVATIONS, SettingsSource.NONE, 10);

        retention.run(NOW, () -> true);
        assertThat(STORE.text("select count(*) from observation_conflict")).isEqualTo("2");

        STORE.execute("update observation_conflict set ingest_time = " + OLD);
        assertThat(retention.run(NOW, () -> true)).containsExactly(swept(Kept.OBSERVATIONS, 0, 0, 0, 1));
        assertThat(STORE.text("select datastream from observation_conflict join series using (series_id)"))
                .isEqualTo(B);
    }

    @Test
    void eachSizeOfWindowIsKeptForItsOwnTime() throws SQLException {
        windows(OLD);
        RetentionPolicy minutes =
                new RetentionPolicy(Map.of(Kept.WINDOWS_PT1M, KEEP, Kept.WINDOWS_PT1H, Duration.ofDays(3_650)));

        assertThat(sweep(minutes))
                .filteredOn(Swept::isSomething)
                .containsExactly(swept(Kept.WINDOWS_PT1M, 35, 4, 0, 0));
        assertThat(STORE.text(SIZES)).isEqualTo("900000 35, 3600000 35, 86400000 35");

        sweep(new RetentionPolicy(Map.of(Kept.WINDOWS_PT15M, KEEP, Kept.WINDOWS_P1D, KEEP)));
        assertThat(STORE.text(SIZES)).isEqualTo("3600000 35");
    }

    @Test
    void windowStaysWithAllItsRevisionsUntilTheYoungestIsOld() throws SQLException {
        Summary good = Summary.of(4, Times.NOON_MICROS);
        STORE.append(
                RowWriters.windows(),
                List.of(
                        Samples.window(0, 0, good, Summary.EMPTY),
                        Samples.window(0, 1, good, Summary.EMPTY),
                        Samples.window(1, 0, good, Summary.EMPTY)));
        STORE.execute("update window_revision set ingest_time = " + OLD + " where revision = 0");
        STORE.execute("update window_revision set ingest_time = '2026-07-01 00:00+00' where revision = 1");

        Retention retention = new Retention(
                STORE.config(), new RetentionPolicy(Map.of(Kept.WINDOWS_PT1M, KEEP)), SettingsSource.NONE, 10);
        assertThat(retention.run(Instant.parse("2026-07-20T00:00:00Z"), () -> true))
                .anyMatch(swept -> swept.rows() == 1);
        assertThat(STORE.text("select string_agg(revision::text, ',' order by revision) from window_revision"))
                .isEqualTo("0,1");
    }

    @Test
    void stopsBetweenStatementsWhenItIsTold() throws SQLException {
        append(A, 35, OLD);
        append(B, 1, YOUNG);
        int[] asked = new int[1];

        List<Swept> swept =
                new Retention(STORE.config(), OBSERVATIONS, SettingsSource.NONE, 10).run(NOW, () -> asked[0]++ < 4);
        assertThat(swept).containsExactly(swept(Kept.OBSERVATIONS, 20, 2, 0, 0));
        assertThat(STORE.text(COUNTS)).isEqualTo("city/a/no2 15, city/b/no2 1");
    }

    @Test
    void compressedSegmentsGoAsAWholeAndOthersByTheirOldRows() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.TIMESCALE);
        append(A, 35, OLD);
        append(B, 35, OLD);
        STORE.execute(
                "update observation set ingest_time = " + YOUNG + " where phenomenon_time >= '2019-06-01 00:20+00'"
                        + " and series_id = (select series_id from series where datastream = '" + B + "')");
        windows(OLD);
        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('observation') c");
        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('window_revision') c");

        assertThat(sweep(OBSERVATIONS)).containsExactly(swept(Kept.OBSERVATIONS, 35 + 20, 1 + 2, 0, 0));
        assertThat(STORE.text(COUNTS)).isEqualTo("city/b/no2 15");
        assertThat(sweep(new RetentionPolicy(Map.of(Kept.WINDOWS_PT15M, KEEP))))
                .containsExactly(swept(Kept.WINDOWS_PT15M, 35, 1, 0, 0));
        assertThat(STORE.text(SIZES)).isEqualTo("60000 35, 3600000 35, 86400000 35");
    }

    @Test
    void compressedChunkStaysUntilItsSecondDayIsOldToo() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.TIMESCALE);
        Instant firstDay = Instant.parse("2026-04-01T00:00:00Z");
        append(
                IntStream.range(0, 35)
                        .mapToObj(i -> row(A, i).at(firstDay.plusSeconds(i)).build())
                        .toList(),
                OLD,
                "observation where true");
        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('observation') c");
        Retention retention = new Retention(STORE.config(), OBSERVATIONS, SettingsSource.NONE, 10);

        assertThat(retention.run(NOW.plus(Duration.ofDays(1)), () -> true)).noneMatch(Swept::isSomething);
        assertThat(STORE.text(COUNTS)).isEqualTo("city/a/no2 35");
        assertThat(retention.run(NOW.plus(Duration.ofDays(2)), () -> true)).anyMatch(Swept::isSomething);
        assertThat(STORE.text(COUNTS)).isEqualTo("none");
    }

    @Test
    @SeveralConnections
    void oneWorksAtATime() throws SQLException {
        append(A, 35, OLD);
        try (Connection other = Databases.connect(STORE.config());
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('metrobed.retention.' || current_schema, 0))");
            assertThat(sweep(OBSERVATIONS)).isEmpty();
        }
        assertThat(STORE.text(COUNTS)).isEqualTo("city/a/no2 35");
    }

    @Test
    @SeveralConnections
    void pieceThatSomebodyWritesIntoIsNotDropped() throws SQLException {
        append(A, 35, OLD);
        try (Connection other = Databases.connect(STORE.config());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into observation select (o).* from (select o from observation o limit 1) x"
                    + " where false");
            assertThat(sweep(OBSERVATIONS)).allMatch(swept -> swept.pieces() == 0);
            other.rollback();
        }
        assertThat(STORE.text(COUNTS)).isEqualTo("none");
    }

    @Test
    void windowsThatAreComposedOfObservationsStayWhenTheseGo() throws SQLException {
        append(A, 35, OLD);
        List<MergedWindow> before = minutes();
        assertThat(before).hasSize(34);

        assertThat(new Retention(STORE.config(), OBSERVATIONS, new OneMinute(), 10).run(NOW, () -> true))
                .anyMatch(Swept::isSomething);

        assertThat(STORE.text(COUNTS)).isEqualTo("none");
        assertThat(STORE.text(SIZES)).isEqualTo("60000 34");
        assertThat(minutes()).isEqualTo(before);
    }

    @Test
    void windowsThatAreKeptNoLongerThanObservationsAreNotStored() throws SQLException {
        append(A, 35, OLD);
        RetentionPolicy both = new RetentionPolicy(Map.of(Kept.OBSERVATIONS, KEEP, Kept.WINDOWS_PT1M, KEEP));

        assertThat(new Retention(STORE.config(), both, new OneMinute(), 10).run(NOW, () -> true))
                .anyMatch(Swept::isSomething);

        assertThat(STORE.text(COUNTS)).isEqualTo("none");
        assertThat(STORE.text(SIZES)).isEqualTo("none");
    }

    @Test
    void nothingGoesBeforeTheCatalogIsKnown() throws SQLException {
        append(A, 35, OLD);
        SettingsSource notYet = new OneMinute() {
            @Override
            public boolean isLoaded() {
                return false;
            }
        };

        assertThat(new Retention(STORE.config(), OBSERVATIONS, notYet, 10).run(NOW, () -> true))
                .isEmpty();
        assertThat(STORE.text(COUNTS)).isEqualTo("city/a/no2 35");
    }

    private static List<MergedWindow> minutes() throws SQLException {
        return STORE.read(database -> new WindowReader(database, new OneMinute())
                .list(WindowQuery.of(List.of(A), WindowLevel.MINUTE.millis(), 0, Long.MAX_VALUE)));
    }

    /** A reading a minute. */
    private static class OneMinute implements SettingsSource {

        @Override
        public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
            return Optional.of(new DatastreamSettings(
                    datastream,
                    0,
                    60_000,
                    0,
                    130_000,
                    QualityConfig.ofInterval(60_000_000),
                    Sentinels.NONE,
                    List.of()));
        }

        @Override
        public List<DatastreamSettings> listAll(String datastream) {
            return find(datastream, 0).stream().toList();
        }
    }

    private static List<Swept> sweep(RetentionPolicy policy) throws SQLException {
        return new Retention(STORE.config(), policy, SettingsSource.NONE, 10).run(NOW, () -> true);
    }

    private static Swept swept(Kept kept, long rows, long batches, int pieces, long conflicts) {
        return new Swept(kept, NOW.minus(KEEP), rows, batches, pieces, conflicts);
    }

    private static void append(String stream, int count, String ingested) throws SQLException {
        append(
                rows(stream, count),
                ingested,
                "observation where series_id = (select series_id from series where datastream = '" + stream + "')");
    }

    private static void append(List<Observation> rows, String ingested, String which) throws SQLException {
        STORE.append(RowWriters.observations(), rows);
        STORE.execute("update " + which.replaceFirst(" where", " set ingest_time = " + ingested + " where"));
    }

    private static void windows(String ingested) throws SQLException {
        for (WindowLevel level : WindowLevel.values()) {
            STORE.append(
                    RowWriters.windows(),
                    IntStream.range(0, 35)
                            .mapToObj(i -> Samples.window(
                                    A,
                                    level.millis(),
                                    Times.micros(Instant.parse("2019-06-01T00:00:00Z")) + i * level.micros(),
                                    60_000,
                                    Summary.of(i, Times.micros(START))))
                            .toList());
        }
        STORE.execute("update window_revision set ingest_time = " + ingested);
    }

    private static List<Observation> rows(String stream, int count) {
        return IntStream.range(0, count).mapToObj(i -> row(stream, i).build()).toList();
    }

    private static Observations row(String stream, int minute) {
        return Observations.observation()
                .of(stream)
                .at(START.plusSeconds(minute * 60L))
                .value(minute % 17)
                .raw(0, minute, 0);
    }
}
