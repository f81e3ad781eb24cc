package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeveralKeysTest {

    private static final int LOGS = 200;
    private static final int ORDERS = 3;

    @Test
    void anyOrderOfPartitionsGivesTheRowsOfTheOrderOfTheLog() throws Exception {
        for (int seed = 0; seed < LOGS; seed++) {
            RandomKeys keys = new RandomKeys(seed);
            for (int order = 0; order < ORDERS; order++) {
                assertThat(keys.inAnyOrder(order, true))
                        .as("log %d, order %d", seed, order)
                        .isEqualTo(keys.inOrder());
            }
        }
    }

    @Test
    void theRowsWouldDifferIfReadingsWereTakenAsTheyCome() throws Exception {
        int differ = 0;
        for (int seed = 0; seed < LOGS; seed++) {
            RandomKeys keys = new RandomKeys(seed);
            differ += keys.inAnyOrder(0, false).equals(keys.inOrder()) ? 0 : 1;
        }
        assertThat(differ).isGreaterThan(LOGS / 2);
    }
}
