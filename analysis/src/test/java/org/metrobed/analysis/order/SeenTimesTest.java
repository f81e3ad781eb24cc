package org.metrobed.analysis.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenTimesTest {

    @Test
    void regularTimesAreOneRun() {
        SeenTimes seen = new SeenTimes();
        for (long time = 0; time < 100_000; time += 10) {
            assertThat(seen.add(time)).isTrue();
        }
        assertThat(seen.runs()).isEqualTo(1);
        assertThat(seen.contains(99_990)).isTrue();
        assertThat(seen.contains(99_995)).isFalse();
        assertThat(seen.add(50)).isFalse();
    }

    @Test
    void gapThatIsFilledLaterBecomesOneRunAgain() {
        SeenTimes seen = new SeenTimes();
        for (long time = 0; time <= 100; time += 10) {
            if (time != 50 && time != 60) {
                seen.add(time);
            }
        }
        assertThat(seen.add(50)).isTrue();
        assertThat(seen.add(60)).isTrue();
        assertThat(seen.runs()).isEqualTo(1);
    }

    @Test
    void answersLikeASetForAnyOrder() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            SeenTimes seen = new SeenTimes();
            Set<Long> model = new HashSet<>();
            int range = 1 + random.nextInt(400);
            long grid = 1L + random.nextInt(3);
            for (int i = 0; i < 150; i++) {
                long time = random.nextInt(range) * grid;
                assertThat(seen.add(time)).as("seed %d, time %d", seed, time).isEqualTo(model.add(time));
            }
            for (long time = -1; time <= range * grid; time++) {
                assertThat(seen.contains(time))
                        .as("seed %d, time %d", seed, time)
                        .isEqualTo(model.contains(time));
            }
        }
    }

    @Test
    void forgettingKeepsWhatIsNewer() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            SeenTimes seen = new SeenTimes();
            Set<Long> model = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                long time = random.nextInt(300);
                seen.add(time);
                model.add(time);
            }
            long before = random.nextInt(300);
            seen.forget(before);
            for (long time = 0; time < 300; time++) {
                assertThat(seen.contains(time))
                        .as("seed %d, before %d, time %d", seed, before, time)
                        .isEqualTo(time >= before && model.contains(time));
            }
            assertThat(seen.knownFrom()).isEqualTo(before);
        }
    }

    @Test
    void irregularTimesAreBoundedByForgettingTheOldest() {
        SeenTimes seen = new SeenTimes();
        Random random = new Random(7);
        long time = 0;
        for (int i = 0; i < 10_000; i++) {
            time += 1 + random.nextInt(1_000_000);
            assertThat(seen.add(time)).isTrue();
        }
        assertThat(seen.runs()).isLessThanOrEqualTo(SeenTimes.MAX_RUNS);
        assertThat(seen.contains(time)).isTrue();
        assertThat(seen.knownFrom()).isPositive();
        assertThat(seen.add(seen.knownFrom() - 1)).isFalse();
    }
}
