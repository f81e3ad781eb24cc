package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.RowSource;
import org.metrobed.store.query.SeriesCursor;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Pages of random queries, compared with a plain selection from all rows in memory. */
final class ObservationPagesIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Comparator<Observation> OLDEST_FIRST =
            Comparator.comparingLong(Observation::phenomenonMicros).thenComparing(Observation::datastream);

    private static final List<QualityFlag> FLAGS =
            List.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT);
    private static final int STREAMS = 12;
    private static final List<Duration> STARTS =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(5), Duration.ofDays(70));

    private final Random random = new Random(11);
    private final List<Observation> rows = new ArrayList<>();

    /** Bursts, months without rows, one datastream that is much faster than the others, and many rows of one instant. */
    @BeforeEach
    void fill() throws SQLException {
        for (int stream = 0; stream < STREAMS; stream++) {
            for (Duration start : STARTS) {
                int readings = stream == 3 ? 400 : random.nextInt(30);
                for (int i = 0; i < readings; i++) {
                    add(stream, start.plusNanos(stream == 3 ? i * 1_000L : 1_000_000_000L * random.nextInt(600)));
                }
            }
            add(stream, Duration.ofDays(3));
        }
        List<Observation> once = List.copyOf(byKey(rows).values());
        rows.clear();
        rows.addAll(once);
        STORE.append(RowWriters.observations(), rows);
    }

    @RepeatedTest(30)
    void pagesAreTheQueryInItsOrderAndNoRowComesTwice(RepetitionInfo repetition) throws SQLException {
        Random choice = new Random(repetition.getCurrentRepetition());
        int limit = List.of(1, 7, 40, 700, 10_000).get(choice.nextInt(5));
        ObservationQuery query = query(choice).withLimit(limit);
        List<Observation> expected = naive(query);

        List<Observation> paged = STORE.read(database -> pages(database, limit == 1 ? shortened(query) : query));
        List<Observation> whole = STORE.read(database -> whole(database, query));

        assertThat(whole).isEqualTo(expected);
        assertThat(paged).isEqualTo(limit == 1 ? naive(shortened(query)) : expected);
    }

    /** The length of the first slice is estimated from some of them, and no choice of some has the rows of the fast one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void pageOfManyDatastreamsIsRightIfOneIsMuchFasterThanTheOthers(int fast) throws SQLException {
        List<String> streams = IntStream.range(0, 600)
                .mapToObj(i -> "many/thing-%03d/no2".formatted(i))
                .toList();
        rows.clear();
        for (int i = 0; i < 5_000; i++) {
            rows.add(Observations.observation()
                    .of(streams.get(fast))
                    .afterNoon(Duration.ofSeconds(3).plusMillis(i))
                    .build());
        }
        for (String stream : streams) {
            rows.add(Observations.observation()
                    .of(stream)
                    .afterNoon(Duration.ofDays(1))
                    .build());
        }
        STORE.append(RowWriters.observations(), rows);
        long day = Times.afterNoonMicros(Duration.ofDays(1));
        for (long to : List.of(day, day + 1)) {
            for (TimeOrder order : TimeOrder.values()) {
                ObservationQuery query =
                        ObservationQuery.of(streams, 0, to, 1_000).withOrder(order);
                assertThat(STORE.<List<Observation>>read(database -> pages(database, query)))
                        .as(query.toString())
                        .isEqualTo(naive(query));
            }
        }
    }

    @Test
    void selectionOfDatastreamsWithoutRowsIsEmpty() throws SQLException {
        List<String> none = List.of("city/none/no2", "city/none/pm25");
        assertThat(STORE.<List<Observation>>read(database -> new ObservationReader(database)
                        .list(ObservationQuery.of(none, 0, Times.afterNoonMicros(Duration.ofDays(99)), 10))))
                .isEmpty();
    }

    private void add(int stream, Duration afterNoon) {
        Observations row =
                Observations.observation().of(name(stream)).afterNoon(afterNoon).value(random.nextInt(100));
        rows.add(row.build());
        for (int revision = 1; revision <= random.nextInt(3); revision++) {
            rows.add(row.revision(revision, Observation.Cause.VERDICT)
                    .flag(FLAGS.get(random.nextInt(3)))
                    .receivedAt(Times.NOON.plus(afterNoon).plus(Duration.ofHours(random.nextInt(9))))
                    .build());
        }
    }

    private static ObservationQuery query(Random choice) {
        Set<String> streams = new HashSet<>();
        int wanted = 1 + choice.nextInt(STREAMS);
        while (streams.size() < wanted) {
            streams.add(name(choice.nextInt(STREAMS)));
        }
        long from = choice.nextBoolean() ? 0 : Times.afterNoonMicros(Duration.ofSeconds(choice.nextInt(30_000)));
        long to = Times.afterNoonMicros(Duration.ofDays(choice.nextBoolean() ? 90 : 2));
        ObservationQuery query = ObservationQuery.of(List.copyOf(streams), from, to, 1)
                .withOrder(choice.nextBoolean() ? TimeOrder.OLDEST_FIRST : TimeOrder.NEWEST_FIRST)
                .withFlags(choice.nextInt(3) == 0 ? Set.of(QualityFlag.SUSPECT) : Set.of());
        return choice.nextBoolean()
                ? query
                : query.withAsOf(
                        Times.NOON_MILLIS + Duration.ofHours(choice.nextInt(8)).toMillis());
    }

    /** One row a page is slow, so that such queries end early. */
    private static ObservationQuery shortened(ObservationQuery query) {
        return query.with()
                .fromMicros(Times.NOON_MICROS)
                .toMicros(Times.afterNoonMicros(Duration.ofNanos(60_000)))
                .build();
    }

    private List<Observation> naive(ObservationQuery query) {
        return byPlace(rows.stream()
                        .filter(row -> query.datastreams().contains(row.datastream()))
                        .filter(row -> row.phenomenonMicros() >= query.fromMicros()
                                && row.phenomenonMicros() < query.toMicros())
                        .filter(row ->
                                row.receivedMillis() <= query.asOfMillis().orElse(Long.MAX_VALUE))
                        .toList())
                .values()
                .stream()
                .filter(row -> query.flags().isEmpty() || query.flags().contains(row.flag()))
                .sorted(query.order().sorting(OLDEST_FIRST))
                .toList();
    }

    private static Map<String, Observation> byPlace(List<Observation> all) {
        Map<String, Observation> highest = new TreeMap<>();
        all.forEach(row -> highest.merge(
                row.phenomenonMicros() + row.datastream(), row, (a, b) -> a.revision() > b.revision() ? a : b));
        return highest;
    }

    private static Map<String, Observation> byKey(List<Observation> all) {
        Map<String, Observation> unique = new TreeMap<>();
        all.forEach(row -> unique.putIfAbsent(row.phenomenonMicros() + row.datastream() + row.revision(), row));
        return unique;
    }

    private static List<Observation> pages(DataSource database, ObservationQuery first) throws SQLException {
        ObservationReader reader = new ObservationReader(database);
        List<Observation> all = new ArrayList<>();
        ObservationQuery query = first;
        List<Observation> page = reader.list(query);
        while (!page.isEmpty()) {
            all.addAll(page);
            Observation last = page.get(page.size() - 1);
            query = query.withAfter(new SeriesCursor(last.phenomenonMicros(), last.datastream()));
            List<Observation> next = reader.list(query);
            assertThat(next.isEmpty() || page.size() == first.limit()).isTrue();
            page = next;
        }
        return all;
    }

    private static List<Observation> whole(DataSource database, ObservationQuery query) throws SQLException {
        RowSource<Observation> source = new ObservationReader(database).open(query.withLimit(1_000_000));
        List<Observation> all = new ArrayList<>();
        for (List<Observation> piece = source.next(); !piece.isEmpty(); piece = source.next()) {
            all.addAll(piece);
        }
        return all;
    }

    private static String name(int stream) {
        return "city/thing-" + stream + "/no2";
    }
}
