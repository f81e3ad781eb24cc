package org.metrobed.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TableDigest;
import org.metrobed.store.TestStore;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.query.ExplainedDatabase;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Observations;

/** Months of the native layout that are rewritten series by series. */
final class MonthClusteringIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Instant JANUARY = Instant.parse("2026-01-03T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-03T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-03T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-20T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STREAMS = 100;
    private static final int MINUTES = 200;

    private final List<Observation> rows = new ArrayList<>();

    @BeforeEach
    void fill() throws SQLException {
        assumeTrue(STORE.layout() == Layout.NATIVE, "chunks of TimescaleDB are compressed series by series");
        for (Instant start : List.of(MARCH, MAY)) {
            for (int minute = 0; minute < MINUTES; minute++) {
                for (int stream = 0; stream < STREAMS; stream++) {
                    rows.add(row(stream, start.plus(Duration.ofMinutes(minute))));
                }
            }
        }
        append(rows);
        STORE.execute("analyze observation");
    }

    /** Appends in this order, as small batches are appended, and waits until the server has counted the rows. */
    private static void append(List<Observation> more) throws SQLException {
        String counted = "select sum(pg_stat_get_tuples_inserted(inhrelid)) from pg_inherits"
                + " where inhparent = 'observation'::regclass";
        long before = Long.parseLong(Optional.ofNullable(STORE.text(counted)).orElse("0"));
        STORE.append(WriteMode.UNNEST, RowWriters.observations(), more);
        Eventually.await("the server has counted", LIMIT, () -> count(counted) == before + more.size());
    }

    private static long count(String query) {
        try {
            return Long.parseLong(STORE.text(query));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rowsOfASeriesOfAClosedMonthLieTogetherAfterIt() throws SQLException {
        List<TableDigest> before = TableDigest.list(STORE.config());
        long scattered = pages(MARCH);
        MonthClustering clustering = new MonthClustering(STORE.config());

        assertThat(clustering.run(NOW, () -> true)).as("it looks first").isEmpty();
        assertThat(clustering.run(NOW, () -> true)).singleElement().asString().endsWith(".observation_2026_03");

        assertThat(TableDigest.list(STORE.config())).isEqualTo(before);
        assertThat(STORE.text("select count(*) from pg_index where indrelid = 'observation_2026_03'::regclass"))
                .isEqualTo("1");
        assertThat(scattered).isGreaterThan(MINUTES);
        assertThat(pages(MARCH)).isLessThan(20);
        assertThat(pages(MAY)).as("the month is not closed").isGreaterThan(MINUTES);
        clustering.run(NOW, () -> true);
        assertThat(clustering.run(NOW, () -> true)).as("once is enough").isEmpty();
    }

    @Test
    void closedMonthThatLiesTogetherIsVacuumedAsItIs() throws SQLException {
        append(List.of(row(7, JANUARY), row(7, JANUARY.plusSeconds(60))));
        assertThat(unvacuumed()).containsExactly("observation_2026_01", "observation_2026_03", "observation_2026_05");
        MonthClustering clustering = new MonthClustering(STORE.config());
        clustering.run(NOW, () -> true);
        clustering.run(NOW, () -> true);

        assertThat(unvacuumed()).as("the month is not closed").containsExactly("observation_2026_05");
        assertThat(STORE.text("select pg_stat_get_vacuum_count('observation_2026_01'::regclass)"))
                .isEqualTo("1");
        append(List.of(row(7, JANUARY.plusSeconds(120))));
        assertThat(unvacuumed()).as("grows again").contains("observation_2026_01");
        clustering.run(NOW, () -> true);
        clustering.run(NOW, () -> true);
        assertThat(unvacuumed()).containsExactly("observation_2026_05");
    }

    private static List<String> unvacuumed() throws SQLException {
        String names = STORE.text(
                "select string_agg(relname, ',' order by relname) from pg_class"
                        + " where relname like 'observation_2026%' and reloptions @> '{autovacuum_vacuum_insert_threshold=-1}'");
        return List.of(names.split(",", -1));
    }

    @Test
    void sessionsThatAreOpenWriteIntoTheRewrittenMonth() throws SQLException {
        MonthClustering clustering = new MonthClustering(STORE.config());
        Observation late = row(7, MARCH.plusSeconds(30));
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.observations(), List.of(row(0, MARCH.plusSeconds(31))), TestStore.PROGRESS);
            clustering.run(NOW, () -> true);
            assertThat(clustering.run(NOW, () -> true)).hasSize(1);

            assertThat(session.append(RowWriters.observations(), List.of(late), TestStore.PROGRESS))
                    .isEqualTo(new WriteResult(1, 0, 0, 0));
            assertThat(session.append(RowWriters.observations(), rows.subList(0, 10), TestStore.PROGRESS))
                    .as("a replay meets its rows")
                    .isEqualTo(new WriteResult(0, 10, 0, 0));
        }
        assertThat(STORE.text("select count(*) from observation")).isEqualTo(String.valueOf(rows.size() + 2));
    }

    @Test
    void monthThatIsWrittenToIsLeftAsItIs() throws SQLException {
        MonthClustering clustering = new MonthClustering(STORE.config());
        clustering.run(NOW, () -> true);
        append(List.of(row(7, MARCH.plusSeconds(30))));
        assertThat(clustering.run(NOW, () -> true))
                .as("a row came between the looks")
                .isEmpty();

        try (Connection writer = Databases.connect(STORE.config());
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("lock table observation_2026_03 in row exclusive mode");
            assertThat(clustering.run(NOW, () -> true))
                    .as("somebody is writing")
                    .isEmpty();
            writer.rollback();
        }
        assertThat(STORE.text("select count(*) from observation")).isEqualTo(String.valueOf(rows.size() + 1));
        assertThat(clustering.run(NOW, () -> true)).as("not copied again soon").isEmpty();
        assertThat(clustering.run(NOW.plus(Duration.ofDays(1)), () -> true)).hasSize(1);
    }

    private static long pages(Instant from) throws SQLException {
        return STORE.read(database -> {
            ExplainedDatabase explained = new ExplainedDatabase(database, "force_custom_plan");
            long micros = from.getEpochSecond() * 1_000_000;
            ObservationQuery query = ObservationQuery.of(List.of(name(7)), micros, micros + 86_400_000_000L, 10_000);
            assertThat(new ObservationReader(explained.source()).list(query)).hasSizeGreaterThanOrEqualTo(MINUTES);
            return explained.plansOf("from observation").get(0).pagesTouched();
        });
    }

    private static Observation row(int stream, Instant time) {
        return Observations.observation().of(name(stream)).at(time).build();
    }

    private static String name(int stream) {
        return "city/thing-" + stream + "/pm25";
    }
}
