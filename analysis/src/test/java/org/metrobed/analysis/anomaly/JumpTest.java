package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Scale;

class JumpTest {

    private static final long STEP_MICROS = Values.STEP_MICROS;

    private final Random random = new Random(1);
    private final Jump jump = new Jump(Scale.LINE);
    private double last = Double.NaN;
    private long index;

    @Test
    void ordinaryStepsAreNoJumps() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(next(20 + random.nextGaussian())).isFalse();
        }
        assertThat(jump.held()).isFalse();
    }

    @Test
    void stepAwayIsHeldUntilAStepLeadsBack() {
        learn();
        assertThat(next(60)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(next(60 + random.nextGaussian())).isFalse();
            assertThat(jump.held()).isTrue();
        }
        assertThat(next(21)).isTrue();
        assertThat(jump.held()).isFalse();
        assertThat(next(20)).isFalse();
    }

    @Test
    void anotherLevelIsTheUsualOneAfterSomeHours() {
        learn();
        next(60);
        for (int i = 0; i < 12 * Jump.LONGEST_HOURS; i++) {
            next(60 + random.nextGaussian());
        }
        assertThat(jump.held()).isTrue();
        next(60);
        assertThat(jump.held()).isFalse();
        assertThat(next(60)).isFalse();
    }

    /** Values come back in small steps and to another level than before: no step leads back. */
    @Test
    void twoValuesWithinTheirBandAfterOthersBeyondItEndAJump() {
        learn();
        next(60);
        jump.place(Band.Place.WELL_WITHIN);
        jump.place(Band.Place.WELL_WITHIN);
        assertThat(jump.held()).as("a jump within a wide band").isTrue();
        jump.place(Band.Place.BEYOND);
        jump.place(Band.Place.WELL_WITHIN);
        assertThat(jump.isWithin()).isTrue();
        jump.place(Band.Place.BEYOND);
        assertThat(jump.isWithin()).isFalse();
        jump.place(Band.Place.WELL_WITHIN);
        jump.place(Band.Place.WITHIN);
        assertThat(jump.held()).isFalse();
    }

    @Test
    void stepTowardsWhatIsExpectedIsAJumpThatIsNotHeld() {
        learn();
        last = 60;
        assertThat(next(20)).isTrue();
        assertThat(jump.held()).isFalse();
    }

    @Test
    void stepAcrossAGapAndStepsWhileLearningAreNone() {
        for (int i = 0; i < 100; i++) {
            assertThat(next(i == 50 ? 500 : 20 + random.nextGaussian())).isFalse();
        }
        learn();
        last = Double.NaN;
        assertThat(next(60)).isFalse();
    }

    private void learn() {
        for (int i = 0; i < 1_000; i++) {
            next(20 + random.nextGaussian());
        }
    }

    private boolean next(double value) {
        index++;
        long micros = Values.START_MICROS + index * STEP_MICROS;
        boolean jumped = jump.next(micros, (int) (index * 300 % 86_400), last, value, 20);
        last = value;
        return jumped;
    }
}
