package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedSummariesTest {

    @Test
    void givesWhatMergingOneAfterTheOtherGives() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Summary merged = Summary.EMPTY;
            SummaryAccumulator builder = new SummaryAccumulator();
            for (int part = random.nextInt(8); part >= 0; part--) {
                Summary summary = Summary.EMPTY;
                for (int i = random.nextInt(40); i > 0; i--) {
                    summary = summary.add(random.nextGaussian() * 50, random.nextInt(1_000));
                }
                merged = merged.merge(summary);
                builder.add(summary);
            }
            assertThat(builder.build()).isEqualTo(merged);
            assertThat(builder.add(Summary.of(1, 2)).build()).isEqualTo(merged.merge(Summary.of(1, 2)));
        }
    }

    @Test
    void nothingIsEmpty() {
        assertThat(new SummaryAccumulator().add(Summary.EMPTY).build()).isEqualTo(Summary.EMPTY);
    }
}
