package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.SECOND;
import static org.metrobed.stream.Steps.reading;
import static org.metrobed.stream.Steps.settings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Observation;
import org.metrobed.core.model.QualityFlag;
import org.metrobed.core.quality.TestBits;

class CleanerTest {

    private static final long HOUR = 3_600;

    private final Cleaner cleaner = new Cleaner(48 * HOUR * 1_000);
    private final CleaningState state = new CleaningState();
    private final List<Observation> stored = new ArrayList<>();
    private final List<Cleaned> steps = new ArrayList<>();
    private DatastreamSettings settings = settings(0, 130);

    @Test
    void orderedReadingsPassAtOnceInBothDirections() {
        take(60, 60, 1);
        take(120, 120, 2);
        assertThat(stored).extracting(Observation::result).containsExactly(1.0, 2.0);
        assertThat(steps).extracting(Cleaned::clockMicros).containsExactly(60 * SECOND, 120 * SECOND);
        assertThat(steps).noneMatch(Cleaned::late);
    }

    @Test
    void allowanceHoldsRowsBackUntilStragglersHadTheirChance() {
        settings = settings(100, 130);
        take(60, 60, 1);
        take(120, 61, 2);
        take(90, 62, 3);
        assertThat(stored).hasSize(3);
        assertThat(observed()).isEmpty();
        take(200, 200, 4);
        assertThat(observed()).containsExactly(60L, 90L);
        take(300, 300, 5);
        assertThat(observed()).containsExactly(60L, 90L, 120L, 200L);
        assertThat(steps).noneMatch(Cleaned::late);
    }

    @Test
    void readingBehindTheClockIsMarkedLate() {
        take(120, 120, 1);
        take(60, 121, 2);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.LATE)).isTrue();
        assertThat(steps.get(1).late()).isTrue();
        assertThat(steps.get(1).clockMicros()).isEqualTo(120 * SECOND);
    }

    @Test
    void repeatedTimeGoesToTheStoreAloneMarked() {
        take(60, 60, 1);
        take(60, 61, 1);
        assertThat(stored).hasSize(2);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.REPEAT)).isTrue();
        assertThat(steps).hasSize(1);
    }

    @Test
    void readingBeyondTheHorizonGoesToTheStoreAloneMarked() {
        take(100 * HOUR, 60, 1);
        take(52 * HOUR, 61, 2);
        take(52 * HOUR - 1, 62, 3);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.BEYOND_HORIZON)).isFalse();
        assertThat(TestBits.has(stored.get(2).tests(), TestBits.BEYOND_HORIZON)).isTrue();
        assertThat(steps).hasSize(2);
    }

    @Test
    void quietDatastreamReleasesWhatWaitsAndTicks() {
        settings = settings(100, 130);
        take(60, 60, 1);
        take(120, 61, 2);
        cleaner.becomeQuiet(state, steps::add);
        assertThat(observed()).containsExactly(60L, 120L);
        Cleaned tick = steps.get(steps.size() - 1);
        assertThat(tick.quiet()).isTrue();
        assertThat(tick.logMillis()).isEqualTo((61 + 130) * 1_000);
        assertThat(state.quiet).isTrue();
        take(100, 300, 3);
        assertThat(steps.get(steps.size() - 1).late()).isTrue();
    }

    @Test
    void flagsComeFromTheRangesInForce() {
        take(1, 1, 600);
        take(2, 2, 2_000);
        take(3, 3, Double.NaN);
        take(4, 4, 5);
        assertThat(stored)
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.SUSPECT, QualityFlag.FAIL, QualityFlag.MISSING, QualityFlag.GOOD);
    }

    @Test
    void settingsHoldUntilOthersArrive() {
        cleaner.accept(state, reading(1, 1, 1, settings), stored::add, steps::add);
        cleaner.accept(state, reading(2, 2, 2, null), stored::add, steps::add);
        assertThat(steps.get(1).settings()).isSameAs(settings);
    }

    private void take(long observedSecond, long receivedSecond, double value) {
        cleaner.accept(state, reading(observedSecond, receivedSecond, value, settings), stored::add, steps::add);
    }

    private List<Long> observed() {
        return steps.stream()
                .filter(step -> step.observation() != null)
                .map(step -> step.observation().phenomenonMicros() / SECOND)
                .toList();
    }
}
