package org.metrobed.stream.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.SECOND;
import static org.metrobed.stream.Steps.settings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.core.model.Observation;
import org.metrobed.core.model.QualityFlag;
import org.metrobed.core.model.RawPosition;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.stream.cleaning.Cleaned;

class WindowerTest {

    private final Windower windower = new Windower(60_000);
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
    void quietTickClosesWhatIsOpen() {
        step(10, 10, QualityFlag.GOOD);
        windower.accept(
                state, new Cleaned(DATASTREAM, null, false, 10 * SECOND, true, 140_000, settings(0, 130)), out::add);
        assertThat(out).hasSize(1);
        assertThat(state.open).isEmpty();
        late(20, 10, 150);
        assertThat(state.late).containsOnlyKeys(0L);
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
        assertThat(state.flushMillis).isEqualTo(660_000);
        windower.flush(state, DATASTREAM, out::add);
        assertThat(out).extracting(WindowRevision::startMicros).containsExactly(0L, 60 * SECOND);
        assertThat(out).extracting(WindowRevision::revision).containsOnly(11);
        assertThat(out.get(0).lateCount()).isEqualTo(2);
        assertThat(state.late).isEmpty();
        assertThat(state.flushMillis).isZero();
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

    private void step(long second, long clockSecond, QualityFlag flag) {
        windower.accept(state, cleaned(second, clockSecond, second, flag, false), out::add);
    }

    private void late(long second, long clockSecond, long logSecond) {
        windower.accept(state, cleaned(second, clockSecond, logSecond, QualityFlag.GOOD, true), out::add);
    }

    private static Cleaned cleaned(long second, long clockSecond, long logSecond, QualityFlag flag, boolean late) {
        double value = flag == QualityFlag.MISSING ? Double.NaN : second;
        Observation observation = new Observation(
                DATASTREAM,
                second * SECOND,
                0,
                value,
                flag,
                0,
                Observation.Cause.ARRIVAL,
                new RawPosition(0, logSecond, 0),
                logSecond * 1_000,
                1);
        return new Cleaned(
                DATASTREAM, observation, late, clockSecond * SECOND, false, logSecond * 1_000, settings(0, 130));
    }
}
