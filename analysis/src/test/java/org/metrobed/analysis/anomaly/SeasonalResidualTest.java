package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Scale;

class SeasonalResidualTest {

    private static final int NOON = 43_200;
    private static final int EVENING = 72_000;

    private final SeasonalResidual component = component();

    @Test
    void distanceThatNoneOfNineValuesHadIsOneInTen() {
        for (int i = 0; i < 10; i++) {
            assertThat(surprise(component, NOON, 10)).isZero();
        }
        assertThat(surprise(component, NOON, 11)).isCloseTo(1, within(1e-12));
    }

    @Test
    void firstValueOfAnHourSaysNothingAboutUsualDistances() {
        surprise(component, NOON, 10);
        surprise(component, EVENING, 1_000);
        for (int i = 0; i < 9; i++) {
            surprise(component, NOON, 10);
        }
        assertThat(surprise(component, NOON, 11)).as("990 is not among them").isCloseTo(1, within(1e-12));
        assertThat(component.cause()).isEqualTo(Cause.SEASON);
    }

    @Test
    void restoredComponentGoesOnAsBefore() {
        for (int i = 0; i < 50; i++) {
            surprise(component, i % 2 == 0 ? NOON : EVENING, i % 7);
        }
        ByteBuffer saved = ByteBuffer.allocate(component.bytes());
        component.write(saved);
        assertThat(saved.remaining()).isZero();
        SeasonalResidual restored = component();
        restored.read(saved.flip());
        for (int i = 0; i < 50; i++) {
            assertThat(surprise(restored, NOON, i % 11)).isEqualTo(surprise(component, NOON, i % 11));
        }
    }

    private static SeasonalResidual component() {
        return new SeasonalResidual(new SeasonalProfile(Scale.LINE, 24, false, 0.02), new Resolution(4, 16));
    }

    private static double surprise(SeasonalResidual component, int secondOfDay, double value) {
        return component.surprise(new DetectorSample(secondOfDay, false, value, 0, 0));
    }
}
