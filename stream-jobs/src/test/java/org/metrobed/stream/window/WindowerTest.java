package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.SECOND;
import static org.metrobed.stream.Steps.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.cleaning.CleanedStep;

class WindowerTest {

    private final Windower windower = new Windower();
    private final WindowState state = new WindowState();
    private final List<WindowRevision> out = new ArrayList<>();

    @Test
    void windowClosesWhenTheClockPassesItsEnd() {
        step(0, 0, QualityFlag.GOOD);
        step(59, 59, QualityFlag.SUSPECT);
        assertThat(out).isEmpty();
        step(60, 60, QualityFlag.GOOD);
        assertThat(out).hasSize(1);
        WindowRevision closed = out.get(0);
        assertThat(closed.startMicros()).isZero();
        assertThat(closed.revision()).isZero();
        assertThat(closed.good().count()).isEqualTo(1);
        assertThat(closed.suspect().count()).isEqualTo(1);
        assertThat(closed.recordedMillis()).isEqualTo(60_000);
    }

    @Test
    void longerWindowsAreThoseOfTheLengthBeforePutTogether() {
        for (int second = 0; second <= 86_400; second += 300) {
            step(second, second, QualityFlag.GOOD);
        }
        assertThat(sizes()).containsEntry(60_000L, 288L).containsEntry(900_000L, 96L);
        assertThat(sizes()).containsEntry(3_600_000L, 24L).containsEntry(86_400_000L, 1L);
        WindowRevision day = out.get(out.size() - 1);
        assertThat(day.good().count()).isEqualTo(288);
        assertThat(day.good().first()).isZero();
        assertThat(day.good().last()).isEqualTo(86_100);
        assertThat(day.expected().readings()).isEqualTo(1_440);
        assertThat(day.coverage()).isEqualTo(0.2);
        assertThat(day.recordedMillis()).isEqualTo(86_400_000);
    }

    @Test
    void windowKeepsTheIntervalThatItsReadingsHadWhenTheCatalogChangesIt() {
        for (int minute = 0; minute < 30; minute += 5) {
            step(minute, 5, 1);
        }
        step(60, 10, 2);
        assertThat(hours()).singleElement().satisfies(hour -> {
            assertThat(hour.expected().readings()).isEqualTo(12);
            assertThat(hour.coverage()).isEqualTo(0.5);
        });
    }

    @Test
    void windowWithReadingsOfTwoIntervalsExpectsThoseOfEachPart() {
        for (int minute = 0; minute < 30; minute += 10) {
            step(minute, 10, 1);
        }
        for (int minute = 30; minute <= 120; minute += 5) {
            step(minute, 5, 2);
        }
        assertThat(hours()).extracting(hour -> hour.expected().readings()).containsExactly(9.0, 12.0);
        assertThat(hours()).extracting(WindowRevision::coverage).containsExactly(1.0, 1.0);
    }

    @Test
    void windowOfTwoIntervalsIsIncompleteIfOneOfItsReadingsIsMissing() {
        for (int minute = 0; minute < 50; minute += 10) {
            step(minute, 10, 1);
        }
        step(50, 5, 2);
        step(60, 5, 2);
        assertThat(hours()).singleElement().satisfies(hour -> {
            assertThat(hour.expected().least()).isEqualTo(7);
            assertThat(hour.coverage()).isCloseTo(6 / 7.0, within(1e-5));
        });
    }

    @Test
    void lateReadingDoesNotChangeTheIntervalOfAWindowThatHasClosed() {
        for (int minute = 0; minute <= 120; minute += 10) {
            step(minute, 10, 1);
        }
        step(130, 5, 2);
        windower.accept(state, minute(25, 131, 5, 2, true), out::add);
        step(140, 5, 2);
        assertThat(out)
                .filteredOn(row -> row.lateCount() == 1)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.intervalMillis()).isEqualTo(600_000));
    }

    @Test
    void readingThatWaitedForItsFlagHasTheIntervalOfItsOwnVersion() {
        step(0, 10, 1);
        step(50, 10, 1);
        CleanedStep held = minute(59, 60, 10, 1, false);
        windower.accept(
                state,
                new CleanedStep(DATASTREAM, held.observation(), false, 59 * 60 * SECOND, false, 3_600_000, every(5, 2)),
                out::add);
        step(60, 5, 2);
        assertThat(hours()).extracting(WindowRevision::intervalMillis).containsExactly(600_000L);
    }

    @Test
    void silenceClosesAWindowTheGraceTimeAfterItsEndAndNotBefore() {
        step(10, 10, QualityFlag.GOOD);
        quiet(10, 140);
        assertThat(out).isEmpty();
        assertThat(state.nextDueMillis()).isEqualTo(190_000);
        windower.runDue(state, DATASTREAM, 86_400_000 + 130_000, out::add);
        assertThat(out)
                .extracting(WindowRevision::sizeMillis, WindowRevision::recordedMillis)
                .containsExactly(
                        tuple(60_000L, 190_000L),
                        tuple(900_000L, 1_030_000L),
                        tuple(3_600_000L, 3_730_000L),
                        tuple(86_400_000L, 86_530_000L));
        assertThat(state.nextDueMillis()).isEqualTo(WindowState.NEVER);
    }

    @Test
    void silenceAfterARecordingOfLongAgoClosesAllAtOnce() {
        step(10, 10, QualityFlag.GOOD);
        quiet(10, 1_000_000);
        assertThat(out).hasSize(4).extracting(WindowRevision::recordedMillis).containsOnly(1_000_000_000L);
    }

    @Test
    void readingBeforeTheDeadlineTakesTheQuietnessBack() {
        step(10, 10, QualityFlag.GOOD);
        quiet(10, 140);
        windower.accept(state, cleaned(20, 20, 180, QualityFlag.GOOD, false), out::add);
        assertThat(state.nextDueMillis()).isEqualTo(WindowState.NEVER);
        windower.accept(state, cleaned(70, 70, 1_000, QualityFlag.GOOD, false), out::add);
        assertThat(out).hasSize(1);
        assertThat(out.get(0).good().count()).isEqualTo(2);
        assertThat(out.get(0).recordedMillis()).isEqualTo(1_000_000);
    }

    @Test
    void readingThatTheLogBringsLateIsOnTimeWhileItsWindowHasNotClosed() {
        step(10, 10, QualityFlag.GOOD);
        quiet(10, 140);
        windower.accept(state, cleaned(65, 65, 1_000, QualityFlag.GOOD, false), out::add);
        assertThat(out).extracting(WindowRevision::startMicros).containsExactly(0L);
        windower.accept(state, cleaned(1_000, 1_000, 1_001, QualityFlag.GOOD, false), out::add);
        assertThat(out).extracting(WindowRevision::revision).containsOnly(0);
        assertThat(out).extracting(WindowRevision::lateCount).containsOnly(0L);
        assertThat(out.get(2).sizeMillis()).isEqualTo(900_000);
        assertThat(out.get(2).good().count()).isEqualTo(2);
    }

    @Test
    void minuteOnTimeIsALateAdditionToTheHourThatSilenceHasClosed() {
        step(10, 10, QualityFlag.GOOD);
        quiet(10, 140);
        windower.accept(state, cleaned(1_000, 1_000, 7_000, QualityFlag.GOOD, false), out::add);
        windower.accept(state, cleaned(4_000, 4_000, 7_001, QualityFlag.GOOD, false), out::add);
        windower.runDue(state, DATASTREAM, 7_020_000, out::add);
        assertThat(out)
                .filteredOn(revision -> revision.sizeMillis() == 900_000 && revision.startMicros() > 0)
                .extracting(WindowRevision::revision)
                .containsExactly(0);
        assertThat(out)
                .filteredOn(revision -> revision.sizeMillis() == 3_600_000)
                .extracting(WindowRevision::revision, WindowRevision::lateCount)
                .containsExactly(tuple(0, 0L), tuple(117, 1L));
    }

    @Test
    void lateAdditionGoesIntoTheFirstLongerWindowThatIsOpen() {
        step(0, 0, QualityFlag.GOOD);
        step(1_000, 1_000, QualityFlag.GOOD);
        out.clear();
        late(10, 1_000, 1_001);
        step(3_600, 3_600, QualityFlag.GOOD);
        windower.runDue(state, DATASTREAM, 3_660_000, out::add);
        assertThat(out)
                .filteredOn(revision -> revision.startMicros() == 0)
                .extracting(WindowRevision::sizeMillis, WindowRevision::revision, WindowRevision::lateCount)
                .containsExactly(tuple(60_000L, 17, 1L), tuple(900_000L, 17, 1L), tuple(3_600_000L, 0, 0L));
        assertThat(out.get(out.size() - 1).good().count()).isEqualTo(3);
    }

    @Test
    void backlogOfADayIsOneRevisionOfEachWindow() {
        step(0, 0, QualityFlag.GOOD);
        step(86_400 + 30, 86_400 + 30, QualityFlag.GOOD);
        out.clear();
        for (int second = 0; second < 86_400; second++) {
            late(second, 86_400 + 30, 86_400 + 31);
        }
        assertThat(out).isEmpty();
        windower.runDue(state, DATASTREAM, state.nextDueMillis(), out::add);
        assertThat(sizes())
                .containsEntry(60_000L, 1_440L)
                .containsEntry(900_000L, 96L)
                .containsEntry(3_600_000L, 24L)
                .containsEntry(86_400_000L, 1L);
        assertThat(out.get(out.size() - 1).lateCount()).isEqualTo(86_400);
        assertThat(out).extracting(WindowRevision::revision).containsOnly(1_441);
    }

    @Test
    void directionsAreSummedAsUnitVectors() {
        DatastreamSettings directions = RandomReadings.withStatistic(settings(0, 130), Datastream.Statistic.DIRECTION);
        windower.accept(state, with(directions, cleaned(0, 0, 0, QualityFlag.GOOD, false)), out::add);
        windower.accept(state, with(directions, cleaned(20, 20, 20, QualityFlag.GOOD, false)), out::add);
        windower.accept(state, with(directions, cleaned(900, 900, 900, QualityFlag.GOOD, false)), out::add);
        assertThat(out).hasSize(2);
        assertThat(out)
                .allSatisfy(
                        window -> assertThat(window.good().directionDegrees()).isCloseTo(10, within(1e-9)));
    }

    @Test
    void lateAdditionsOfAMinuteBecomeOneRevisionEachNumberedByThatMinute() {
        step(0, 0, QualityFlag.GOOD);
        step(600, 600, QualityFlag.GOOD);
        out.clear();
        late(10, 600, 601);
        late(20, 600, 602);
        late(70, 600, 603);
        assertThat(out).isEmpty();
        assertThat(state.nextDueMillis()).isEqualTo(660_000);
        windower.runDue(state, DATASTREAM, 660_000, out::add);
        assertThat(out).extracting(WindowRevision::startMicros).containsExactly(0L, 60 * SECOND);
        assertThat(out).extracting(WindowRevision::sizeMillis).containsOnly(60_000L);
        assertThat(out).extracting(WindowRevision::revision).containsOnly(11);
        assertThat(out.get(0).lateCount()).isEqualTo(2);
        assertThat(state.late).isEmpty();
        assertThat(state.nextDueMillis()).isEqualTo(WindowState.NEVER);
    }

    @Test
    void lateReadingOfAnOpenWindowIsOrdinary() {
        step(50, 50, QualityFlag.GOOD);
        late(40, 50, 51);
        assertThat(state.late).isEmpty();
        step(60, 60, QualityFlag.GOOD);
        assertThat(out.get(0).good().count()).isEqualTo(2);
        assertThat(out.get(0).lateCount()).isZero();
    }

    @Test
    void everyFlagIsCounted() {
        int second = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            step(second, second, flag);
            second++;
        }
        step(60, 60, QualityFlag.GOOD);
        WindowRevision closed = out.get(0);
        assertThat(closed.good().count()).isEqualTo(1);
        assertThat(closed.suspect().count()).isEqualTo(1);
        assertThat(closed.notEvaluatedCount()).isEqualTo(1);
        assertThat(closed.failCount()).isEqualTo(1);
        assertThat(closed.missingCount()).isEqualTo(1);
    }

    private Map<Long, Long> sizes() {
        return out.stream().collect(Collectors.groupingBy(WindowRevision::sizeMillis, Collectors.counting()));
    }

    private void quiet(long clockSecond, long logSecond) {
        windower.accept(
                state,
                new CleanedStep(
                        DATASTREAM, null, false, clockSecond * SECOND, true, logSecond * 1_000, settings(0, 130)),
                out::add);
    }

    private static CleanedStep with(DatastreamSettings settings, CleanedStep step) {
        return new CleanedStep(
                step.datastream(),
                step.observation(),
                step.late(),
                step.clockMicros(),
                step.quiet(),
                step.logMillis(),
                settings);
    }

    private void step(long second, long clockSecond, QualityFlag flag) {
        windower.accept(state, cleaned(second, clockSecond, second, flag, false), out::add);
    }

    private List<WindowRevision> hours() {
        return out.stream().filter(row -> row.sizeMillis() == 3_600_000).toList();
    }

    /** A reading of a minute that comes then, with an interval of so many minutes since a catalog version. */
    private void step(int minute, int interval, long version) {
        windower.accept(state, minute(minute, minute, interval, version, false), out::add);
    }

    private static CleanedStep minute(int minute, int clockMinute, int interval, long version, boolean late) {
        CleanedStep step = cleaned(minute * 60L, clockMinute * 60L, clockMinute * 60L, QualityFlag.GOOD, late);
        return new CleanedStep(
                DATASTREAM,
                step.observation().withCatalogVersion(version),
                late,
                step.clockMicros(),
                false,
                step.logMillis(),
                every(interval, version));
    }

    private static DatastreamSettings every(int minutes, long version) {
        return settings(0, 130)
                .with()
                .catalogVersion(version)
                .options(DatastreamOptions.of(Datastream.Statistic.MEAN, minutes * 60_000L, 0, 130_000))
                .build();
    }

    private void late(long second, long clockSecond, long logSecond) {
        windower.accept(state, cleaned(second, clockSecond, logSecond, QualityFlag.GOOD, true), out::add);
    }

    private static CleanedStep cleaned(long second, long clockSecond, long logSecond, QualityFlag flag, boolean late) {
        double value = flag == QualityFlag.MISSING ? Double.NaN : second;
        Observation observation = ObservationBuilder.builder()
                .datastream(DATASTREAM)
                .phenomenonMicros(second * SECOND)
                .result(value)
                .flag(flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, logSecond, 0))
                .receivedMillis(logSecond * 1_000)
                .catalogVersion(1)
                .build();
        return new CleanedStep(
                DATASTREAM, observation, late, clockSecond * SECOND, false, logSecond * 1_000, settings(0, 130));
    }
}
