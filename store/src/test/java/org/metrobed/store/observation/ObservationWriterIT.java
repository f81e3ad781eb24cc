package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TestStore;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class ObservationWriterIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String MODES = "org.metrobed.store.TestStore#modes";
    private static final RowWriter<Observation> WRITER = RowWriters.observations();

    @ParameterizedTest
    @MethodSource(MODES)
    void everyFieldComesBackAsItWasWritten(WriteMode mode) throws SQLException {
        Observation row = Observations.observation()
                .of("city/pole-7/no2")
                .at(Instant.parse("2019-02-03T04:05:06.789012Z"))
                .receivedAt(Instant.parse("2026-05-01T12:00:00.123Z"))
                .value(-1.25e-300)
                .flag(QualityFlag.SUSPECT)
                .tests(TestBits.with(
                        TestBits.with(Verdicts.of(TestBits.LATE), 3, QualityFlag.SUSPECT), 35, QualityFlag.FAIL))
                .revision(2, Observation.Cause.VERDICT)
                .raw(3, 1L << 40, 17)
                .build();

        STORE.append(mode, WRITER, List.of(row));

        assertThat(stored("city/pole-7/no2")).containsExactly(row);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void missingAndInfiniteValuesAreKept(WriteMode mode) throws SQLException {
        List<Observation> rows = List.of(
                Observations.observation().missing().build(),
                at(1).value(Double.POSITIVE_INFINITY).build(),
                at(2).value(Double.NEGATIVE_INFINITY).build());

        STORE.append(mode, WRITER, rows);

        assertThat(stored("city/station/pm25")).isEqualTo(rows);
        assertThat(STORE.text("select count(*) from observation where result is null"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void replayChangesNothing(WriteMode mode) throws SQLException {
        List<Observation> rows = series(0, 7_000);

        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(7_000, 0, 0, 0));
        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(0, 7_000, 0, 0));
        assertThat(STORE.append(mode, WRITER, series(6_990, 7_010))).isEqualTo(new WriteResult(10, 10, 0, 0));

        assertThat(stored("city/station/pm25")).isEqualTo(series(0, 7_010));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void sessionCopiesAgainAfterAReplay(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, series(0, 10));
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
            assertThat(session.append(WRITER, series(0, 10), TestStore.PROGRESS).replayed())
                    .isEqualTo(10);
            assertThat(session.append(WRITER, series(10, 20), TestStore.PROGRESS)
                            .appended())
                    .isEqualTo(10);
            assertThat(session.append(WRITER, series(20, 30), TestStore.PROGRESS)
                            .appended())
                    .isEqualTo(10);
            assertThat(session.append(WRITER, series(25, 35), TestStore.PROGRESS))
                    .isEqualTo(new WriteResult(5, 5, 0, 0));
        }
        assertThat(stored("city/station/pm25")).isEqualTo(series(0, 35));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void otherContentsUnderOneKeyAreCountedAndNotStored(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build(), at(1).missing().build()));

        WriteResult result = STORE.append(
                mode, WRITER, List.of(at(0).value(11).build(), at(1).missing().build(), at(2).build()));

        assertThat(result).isEqualTo(new WriteResult(1, 1, 0, 1));
        assertThat(stored("city/station/pm25"))
                .containsExactly(at(0).build(), at(1).missing().build(), at(2).build());
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void otherVerdictsInTheSecondWordAreOtherContents(WriteMode mode) throws SQLException {
        Observation other =
                at(0).tests(TestBits.with(Verdicts.NONE, 18, QualityFlag.GOOD)).build();

        STORE.append(mode, WRITER, List.of(at(0).build()));

        assertThat(STORE.append(mode, WRITER, List.of(other))).isEqualTo(new WriteResult(0, 0, 0, 1));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void duplicatesWithinABatchAreStoredOnce(WriteMode mode) throws SQLException {
        WriteResult result = STORE.append(
                mode,
                WRITER,
                List.of(
                        at(0).build(),
                        at(1).build(),
                        at(0).build(),
                        at(1).value(3).build()));

        assertThat(result).isEqualTo(new WriteResult(2, 1, 0, 1));
        assertThat(stored("city/station/pm25")).containsExactly(at(0).build(), at(1).build());
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void replayByAnotherPipelineVersionIsAReplay(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, series(0, 3));
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "another")) {
            assertThat(session.append(WRITER, series(0, 3), TestStore.PROGRESS)).isEqualTo(new WriteResult(0, 3, 0, 0));
        }
        assertThat(STORE.text("select string_agg(version, ',' order by pipeline_id) from pipeline"))
                .isEqualTo("test,another");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void rowsOfManyYearsFindTheirPlace(WriteMode mode) throws SQLException {
        List<Observation> rows = new ArrayList<>();
        for (int year = 2000; year <= 2026; year += 2) {
            rows.add(Observations.observation()
                    .at(Instant.parse(year + "-01-01T00:00:00Z"))
                    .build());
            rows.add(Observations.observation()
                    .at(Instant.parse(year + "-01-31T23:59:59.999999Z"))
                    .build());
        }

        assertThat(STORE.append(mode, WRITER, rows).appended()).isEqualTo(rows.size());
        assertThat(stored("city/station/pm25")).isEqualTo(rows);
    }

    private static Observations at(int minutes) {
        return Observations.observation().afterNoon(Duration.ofMinutes(minutes)).raw(0, minutes, 0);
    }

    private static List<Observation> series(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> at(i).value(i).build()).toList();
    }

    private static List<Observation> stored(String datastream) throws SQLException {
        return STORE.read(database -> new ObservationReader(database)
                .list(ObservationQuery.of(
                        List.of(datastream), 0, Times.afterNoonMicros(Duration.ofDays(365)), 100_000)));
    }
}
