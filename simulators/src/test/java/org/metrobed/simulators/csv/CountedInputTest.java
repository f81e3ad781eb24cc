package org.metrobed.simulators.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CountedInputTest {

    @Test
    void bytesAreCountedHoweverTheyAreReadAndTheEndIsNone() throws IOException {
        try (CountedInput input = new CountedInput(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5, 6, 7}))) {
            assertThat(input.count()).isZero();
            assertThat(input.read()).isEqualTo(1);
            assertThat(input.count()).isEqualTo(1);
            assertThat(input.read(new byte[8], 2, 3)).isEqualTo(3);
            assertThat(input.count()).isEqualTo(4);
            assertThat(input.skip(2)).isEqualTo(2);
            assertThat(input.count()).isEqualTo(6);
            assertThat(input.readAllBytes()).containsExactly(7);
            assertThat(input.read()).isEqualTo(-1);
            assertThat(input.count()).isEqualTo(7);
        }
    }
}
