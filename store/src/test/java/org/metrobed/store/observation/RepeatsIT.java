package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Values at times that were seen before; only the store can compare them. */
final class RepeatsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String MODES = "org.metrobed.store.TestStore#modes";
    private static final RowWriter<Observation> WRITER = RowWriters.observations();

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatOfTheStoredValueIsDropped(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build(), at(1).missing().build()));

        List<Observation> repeats =
                List.of(repeat(0).build(), repeat(1).missing().build());

        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 2, 0, 0));
        assertThat(conflicts()).isZero();
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void validatedValueThatIsTheProvisionalOneIsSetAside(WriteMode mode) throws SQLException {
        STORE.append(
                mode,
                WRITER,
                List.of(at(0).build(), at(1).tests(TestBits.VALIDATED).build()));
        long decides = TestBits.DUPLICATE | TestBits.VALIDATED | TestBits.REPLACES;
        List<Observation> repeats = List.of(
                repeat(0).tests(decides).build(), repeat(1).tests(decides).build());

        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 1, 1, 0));
        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 2, 0, 0));
        assertThat(conflicts()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatOfTheStoredValueWithAnotherFlagOfItsProviderIsSetAside(WriteMode mode) throws SQLException {
        long fail = ProviderFlag.mark(QualityFlag.FAIL, 0);
        STORE.append(
                mode,
                WRITER,
                List.of(
                        at(0).build(),
                        at(1).tests(fail).build(),
                        at(2).tests(fail).build()));
        List<Observation> repeats = List.of(
                repeat(0).tests(TestBits.DUPLICATE | fail).build(),
                repeat(1).build(),
                repeat(2).tests(TestBits.DUPLICATE | fail).build(),
                repeat(0)
                        .tests(TestBits.DUPLICATE | TestBits.CENSORED)
                        .raw(0, 901, 0)
                        .build());

        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 1, 3, 0));
        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 4, 0, 0));
        assertThat(conflicts()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void flagThatIsTakenBackIsSetAsideAndARedeliveryBeforeItIsNot(WriteMode mode) throws SQLException {
        long replaces = TestBits.DUPLICATE | TestBits.REPLACES;
        long fail = ProviderFlag.mark(QualityFlag.FAIL, 0);
        List<Observation> rows = List.of(
                at(0).build(),
                repeat(0).tests(replaces).raw(0, 901, 0).build(),
                repeat(0).tests(replaces | fail).raw(0, 902, 0).build(),
                repeat(0).tests(replaces).raw(0, 903, 0).build());

        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(1, 1, 2, 0));
        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(0, 4, 0, 0));
        assertThat(STORE.text("select string_agg(raw_offset::text, ' ' order by raw_offset) from observation_conflict"))
                .isEqualTo("902 903");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatOfAnotherValueIsSetAsideOnce(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build()));
        List<Observation> repeats = List.of(
                repeat(0).value(99).build(), repeat(0).missing().raw(0, 901, 0).build());

        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 0, 2, 0));
        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 2, 0, 0));

        assertThat(stored("city/station/pm25")).containsExactly(at(0).build());
        assertThat(conflicts()).isEqualTo(2);
        assertThat(STORE.text("select max(result) from observation_conflict")).isEqualTo("99");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatOfNothingStoredBecomesTheFirstValue(WriteMode mode) throws SQLException {
        List<Observation> repeats = List.of(
                repeat(0).value(7).build(), repeat(0).value(8).raw(0, 901, 0).build());

        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(1, 0, 1, 0));
        assertThat(STORE.append(mode, WRITER, repeats)).isEqualTo(new WriteResult(0, 2, 0, 0));

        assertThat(stored("city/station/pm25"))
                .containsExactly(repeat(0).value(7).build());
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatMeetsTheFirstValueInItsOwnBatch(WriteMode mode) throws SQLException {
        List<Observation> rows = List.of(
                at(0).build(),
                repeat(0).build(),
                repeat(0).value(99).raw(0, 901, 0).build());

        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(1, 1, 1, 0));
        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(0, 3, 0, 0));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void valueBeyondTheHorizonIsStoredWhenAbsentAndComparedWhenThere(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build()));
        long beyond = TestBits.BEYOND_RETENTION;
        List<Observation> rows = List.of(
                at(0).tests(beyond).raw(0, 700, 0).build(),
                at(0).tests(beyond).value(5).raw(0, 701, 0).build(),
                at(1).tests(beyond).build());

        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(1, 1, 1, 0));
        assertThat(STORE.append(mode, WRITER, rows)).isEqualTo(new WriteResult(0, 3, 0, 0));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void repeatThatTellsOtherThingsOfOneReadingDiverges(WriteMode mode) throws SQLException {
        STORE.append(
                mode,
                WRITER,
                List.of(
                        repeat(0).value(1).build(),
                        repeat(0).value(2).raw(0, 901, 0).build()));

        List<Observation> changed = List.of(
                repeat(0).value(3).build(), repeat(0).value(4).raw(0, 901, 0).build());

        assertThat(STORE.append(mode, WRITER, changed)).isEqualTo(new WriteResult(0, 0, 0, 2));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void readingDrivenAgainIsARepeatOrAConflictAndNeverDiverges(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build(), at(1).build()));

        List<Observation> again =
                List.of(drivenAgain(0).build(), drivenAgain(1).value(99).build());

        assertThat(STORE.append(mode, WRITER, again)).isEqualTo(new WriteResult(0, 1, 1, 0));
        assertThat(STORE.append(mode, WRITER, again)).isEqualTo(new WriteResult(0, 2, 0, 0));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void conflictDrivenAgainStaysAsItWas(WriteMode mode) throws SQLException {
        STORE.append(mode, WRITER, List.of(at(0).build(), repeat(0).value(99).build()));

        Observation again =
                repeat(0).value(98).revision(0, Observation.Cause.REDRIVE).build();

        assertThat(STORE.append(mode, WRITER, List.of(again))).isEqualTo(new WriteResult(0, 1, 0, 0));
        assertThat(STORE.text("select max(result) from observation_conflict")).isEqualTo("99");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void conflictsWithoutFirstValueDoNotShortenThePage(WriteMode mode) throws SQLException {
        STORE.append(
                mode,
                WRITER,
                List.of(
                        at(0).build(),
                        at(1).build(),
                        at(2).build(),
                        repeat(0).value(97).build(),
                        repeat(1).value(98).build(),
                        repeat(2).value(99).build()));
        STORE.execute("delete from observation where raw_offset = 1");

        List<Conflict> page = STORE.read(database -> new ConflictReader(database)
                .list(new ConflictQuery(
                        List.of("city/station/pm25"),
                        0,
                        Times.afterNoonMicros(Duration.ofDays(1)),
                        Times.NOON.plus(Duration.ofDays(1)).toEpochMilli(),
                        TimeOrder.OLDEST_FIRST,
                        2,
                        Optional.empty())));

        assertThat(page).extracting(one -> one.other().result()).containsExactly(97.0, 99.0);
        assertThat(page).extracting(Conflict::stands).containsOnly(Conflict.Stands.FIRST);
    }

    private static Observations drivenAgain(int minutes) {
        return at(minutes).tests(TestBits.DUPLICATE).revision(0, Observation.Cause.REDRIVE);
    }

    private static Observations at(int minutes) {
        return Observations.observation().afterNoon(Duration.ofMinutes(minutes)).raw(0, minutes, 0);
    }

    private static Observations repeat(int minutes) {
        return at(minutes).tests(TestBits.DUPLICATE).raw(0, 900, 0);
    }

    private static List<Observation> stored(String datastream) throws SQLException {
        return STORE.read(database -> new ObservationReader(database)
                .list(ObservationQuery.of(
                        List.of(datastream), 0, Times.afterNoonMicros(Duration.ofDays(365)), 100_000)));
    }

    private static int conflicts() throws SQLException {
        return Integer.parseInt(STORE.text("select count(*) from observation_conflict"));
    }
}
