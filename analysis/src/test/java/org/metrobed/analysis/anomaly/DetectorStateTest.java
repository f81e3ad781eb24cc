package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.metrobed.model.Scale;

class DetectorStateTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final int POINTS = 1_500;

    @Property(tries = 60)
    void restoredDetectorGoesOnAsIfNothingHadHappened(
            @ForAll long seed, @ForAll Richness richness, @ForAll @IntRange(max = POINTS - 1) int cut) {
        EnsembleDetector through = new EnsembleDetector(richness, ZONE);
        EnsembleDetector restarted = new EnsembleDetector(richness, ZONE);
        Feed first = new Feed(seed);
        Feed second = new Feed(seed);
        for (int i = 0; i < POINTS; i++) {
            if (i == cut) {
                restarted = EnsembleDetector.restore(restarted.save(), SeasonCalendar.of(ZONE), Scale.LINE);
            }
            assertThat(restarted.update(second.micros(), second.value()))
                    .isEqualTo(through.update(first.micros(), first.value()));
        }
        assertThat(restarted.save()).isEqualTo(through.save());
    }

    /** Irregular times, and values with spikes, runs, jumps and gaps; the same for the same seed. */
    private static final class Feed {

        private final Random random;
        private long micros = Values.START_MICROS;
        private double value = 10;

        Feed(long seed) {
            random = new Random(seed);
        }

        long micros() {
            micros += switch (random.nextInt(20)) {
                case 0 -> 0;
                case 1 -> -600_000_000L;
                case 2 -> 36_000_000_000L;
                default -> 300_000_000L + random.nextInt(60_000_000);
            };
            return micros;
        }

        double value() {
            value = switch (random.nextInt(60)) {
                case 0 -> Double.NaN;
                case 1 -> 1e6 * random.nextGaussian();
                case 2 -> random.nextInt(4);
                default -> random.nextInt(3) == 0 || Double.isNaN(value) ? 10 + random.nextGaussian() : value;
            };
            return value;
        }
    }
}
