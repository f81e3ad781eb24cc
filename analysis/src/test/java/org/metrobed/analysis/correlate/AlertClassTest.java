package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.analysis.anomaly.Cause;

class AlertClassTest {

    /** A cause that the correlator does not know would be compared with no neighbour and joined to no event. */
    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseOfAnomalyDetectionIsKnown(Cause cause) {
        assertThat(of(cause.code())).isNotEqualTo(AlertClass.OTHER);
    }

    @Test
    void aThresholdIsAboutValuesAndAStuckSensorAboutTheSensor() {
        assertThat(of("threshold")).isEqualTo(AlertClass.VALUE);
        assertThat(of("stuck")).isEqualTo(AlertClass.SENSOR);
        assertThat(of("silence")).isEqualTo(AlertClass.SILENCE);
        assertThat(of("network")).isEqualTo(AlertClass.OTHER);
    }

    private static AlertClass of(String cause) {
        return AlertClass.of(Signs.above("tb/t/pm25", cause, Signs.north(0), 0).event());
    }
}
