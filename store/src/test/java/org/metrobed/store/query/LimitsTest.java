package org.metrobed.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

final class LimitsTest {

    @Test
    void rowsLieBetweenOneAndAMillion() {
        assertThatCode(() -> Limits.checkRows(1)).doesNotThrowAnyException();
        assertThatCode(() -> Limits.checkRows(1_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Limits.checkRows(0)).hasMessageContaining("[1,1000000]");
        assertThatThrownBy(() -> Limits.checkRows(1_000_001)).hasMessageContaining("[1,1000000]");
    }

    @Test
    void rangeMayBeEmptyButNotReversed() {
        assertThatCode(() -> Limits.checkRange(5, 5)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Limits.checkRange(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void datastreamsAreBounded() {
        assertThat(Limits.checkDatastreams(Collections.nCopies(10_000, "x"))).hasSize(10_000);
        assertThatThrownBy(() -> Limits.checkDatastreams(Collections.nCopies(10_001, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10001");
    }

    @Test
    void timesAreClampedToWhatPostgresCompares() {
        assertThat(Limits.clampMicros(Long.MIN_VALUE)).isZero();
        assertThat(Limits.clampMicros(Long.MAX_VALUE)).isEqualTo(Limits.END_MICROS);
        assertThat(Limits.clampMicros(7)).isEqualTo(7);
    }
}
