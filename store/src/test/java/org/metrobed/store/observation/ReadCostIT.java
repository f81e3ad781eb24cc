package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.Observation;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.ExplainedDatabase;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/**
 * What a read costs, counted in rows and pages that the database visits and never in time: a reading a minute of each
 * of many datastreams, in partitions of three months.
 */
final class ReadCostIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int STREAMS = 300;
    private static final int MINUTES = 200;
    private static final long END = Times.afterNoonMicros(Duration.ofDays(60));
    private static final List<String> ALL =
            IntStream.range(0, STREAMS).mapToObj(ReadCostIT::name).toList();

    @BeforeEach
    void fill() throws SQLException {
        assumeTrue(STORE.layout() == Layout.NATIVE, "the plans of native partitions");
        List<Observation> rows = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int stream = 0; stream < STREAMS; stream++) {
                rows.add(row(stream, Duration.ofMinutes(minute).plusMillis(stream)));
            }
        }
        for (int month = 1; month < 3; month++) {
            rows.add(row(0, Duration.ofDays(-31L * month)));
        }
        STORE.append(RowWriters.observations(), rows);
        STORE.execute("analyze observation");
    }

    @ParameterizedTest
    @CsvSource({
        "OLDEST_FIRST, force_custom_plan",
        "OLDEST_FIRST, force_generic_plan",
        "NEWEST_FIRST, force_custom_plan",
        "NEWEST_FIRST, force_generic_plan"
    })
    void pageOfManyDatastreamsVisitsAFewTimesWhatItReturns(TimeOrder order, String planCacheMode) throws SQLException {
        int limit = 1_000;
        List<ExplainedDatabase.Plan> plans = explained(
                planCacheMode,
                ObservationQuery.of(ALL, Times.NOON_MICROS, END, limit).withOrder(order),
                limit);

        assertThat(visited(plans)).isBetween((long) limit, 4L * (limit + STREAMS));
        assertThat(plans).noneMatch(ExplainedDatabase.Plan::sorts).noneMatch(plan -> plan.scansWhole("observation"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, STREAMS})
    void rowOfAWholeListCostsTheSameHoweverManyDatastreamsThereAre(int streams) throws SQLException {
        ObservationQuery query = ObservationQuery.of(ALL.subList(0, streams), Times.NOON_MICROS, END, 1_000_000);
        List<ExplainedDatabase.Plan> plans = explained("force_custom_plan", query, streams * MINUTES);

        assertThat(visited(plans)).isBetween((long) streams * MINUTES, 2L * streams * MINUTES + 4L * streams);
        assertThat(plans).noneMatch(ExplainedDatabase.Plan::sorts);
    }

    @ParameterizedTest
    @EnumSource(TimeOrder.class)
    void rowsOfOneDatastreamAreReadAsTheIndexHasThem(TimeOrder order) throws SQLException {
        ObservationQuery query =
                ObservationQuery.of(ALL.subList(5, 6), 0, END, 100).withOrder(order);
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            List<ExplainedDatabase.Plan> plans = explained(mode, query, 100);
            assertThat(plans).hasSize(1).noneMatch(ExplainedDatabase.Plan::sorts);
            assertThat(plans).noneMatch(plan -> plan.text().contains("Sort"));
            assertThat(visited(plans)).as(plans.toString()).isBetween(101L, 120L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void monthsOutsideTheRangeAreNotSearched(String planCacheMode) throws SQLException {
        ObservationQuery query = ObservationQuery.of(ALL, Times.NOON_MICROS, END, 1_000);
        for (ExplainedDatabase.Plan plan : explained(planCacheMode, query, 1_000)) {
            assertThat(plan.text()).contains("observation_2026_05").doesNotContain("observation_2026_03 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void latestValueOfADatastreamIsOneRowOfTheIndex(String planCacheMode) throws SQLException {
        STORE.<Void>read(database -> {
            ExplainedDatabase explained = new ExplainedDatabase(database, planCacheMode);
            assertThat(new LatestReader(explained.source()).list(ALL, OptionalLong.of(END / 1_000)))
                    .hasSize(STREAMS);
            assertThat(visited(explained.plansOf("from observation"))).isLessThanOrEqualTo(3L * STREAMS);
            return null;
        });
    }

    /** Reads the query and returns the plans of the statements that read observations. */
    private static List<ExplainedDatabase.Plan> explained(String planCacheMode, ObservationQuery query, int rows)
            throws SQLException {
        return STORE.read(database -> {
            ExplainedDatabase explained = new ExplainedDatabase(database, planCacheMode);
            assertThat(new ObservationReader(explained.source()).list(query)).hasSize(rows);
            return explained.plansOf("from observation");
        });
    }

    private static long visited(List<ExplainedDatabase.Plan> plans) {
        return plans.stream().mapToLong(ExplainedDatabase.Plan::rowsVisited).sum();
    }

    private static Observation row(int stream, Duration afterNoon) {
        return Observations.observation().of(name(stream)).afterNoon(afterNoon).build();
    }

    private static String name(int stream) {
        return "city/thing-" + stream + "/pm25";
    }
}
