package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowFlagsTest {

    @Test
    void flagsAreNamedOrNumbered() {
        assertThat(WindowFlags.of(List.of())).isEqualTo(WindowFlags.GOOD);
        assertThat(WindowFlags.of(List.of("1", "good"))).isEqualTo(WindowFlags.GOOD);
        assertThat(WindowFlags.of(List.of("good", "suspect"))).isEqualTo(WindowFlags.GOOD_AND_SUSPECT);
        assertThat(WindowFlags.of(List.of("3", "1"))).isEqualTo(WindowFlags.GOOD_AND_SUSPECT);
        assertThat(WindowFlags.of(List.of("suspect"))).isEqualTo(WindowFlags.SUSPECT);
    }
}
