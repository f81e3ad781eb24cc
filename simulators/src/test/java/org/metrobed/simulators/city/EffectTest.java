package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DatastreamId;

class EffectTest {

    private static final DatastreamId ID = new DatastreamId("bed/thing/pm25");
    private static final Instant FROM = Instant.parse("2026-05-01T12:00:00Z");
    private static final long AT = FROM.toEpochMilli() + 3_600_000;
    /** A counter with the value 40. */
    private static final Signal COUNTER = new Sensor(millis -> 40.2, 1, 1, 0);

    @Test
    void sensorRoundsWhatItSeesOfAFaultAndShowsNothingBelowItsLeast() {
        assertThat(values(new Added(3.4))).containsExactly(43.0);
        assertThat(values(new Added(-100))).containsExactly(0.0);
        assertThat(values(new Drifting(FROM.toEpochMilli(), 2.7))).containsExactly(43.0);
        assertThat(values(new Weakened(0.31))).containsExactly(12.0);
        assertThat(values(new Held(AT))).containsExactly(40.0);
    }

    @Test
    void anotherUnitIsWrittenAfterTheSensorRounded() {
        assertThat(values(new Converted(0.001))).containsExactly(0.04);
    }

    @Test
    void silenceRepeatsDelayAndSkewLeaveTheValueAlone() {
        assertThat(values(new Silent())).isEmpty();
        assertThat(values(new Doubled())).containsExactly(40.0, 40.0);
        assertThat(new Delayed(900_000).spoil(reading(), AT, COUNTER))
                .containsExactly(new SensorReading(ID, AT, 40, AT + 900_000));
        assertThat(new Skewed(-60_000).spoil(reading(), AT, COUNTER))
                .containsExactly(new SensorReading(ID, AT - 60_000, 40, AT));
    }

    @Test
    void noiseHasItsDeviationAndTheSameSeedGivesTheSame() {
        Noisy noisy = new Noisy(Noise.of(1), 5);
        Signal plain = millis -> 40;
        double[] values = IntStream.range(0, 5_000)
                .mapToDouble(i ->
                        noisy.spoil(reading(), AT + i * 1_000L, plain).get(0).value())
                .toArray();

        assertThat(Moments.mean(values)).isCloseTo(40, within(0.3));
        assertThat(Math.sqrt(Moments.variance(values))).isCloseTo(5, within(0.3));
        assertThat(noisy.spoil(reading(), AT, plain)).isEqualTo(new Noisy(Noise.of(1), 5).spoil(reading(), AT, plain));
    }

    private static SensorReading reading() {
        return new SensorReading(ID, AT, COUNTER.valueAt(AT), AT);
    }

    private static List<Double> values(Effect effect) {
        return effect.spoil(reading(), AT, COUNTER).stream()
                .map(SensorReading::value)
                .toList();
    }
}
