package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecurrenceTest {

    @Test
    void countsOnlyTheLast() {
        Recurrence recurrence = new Recurrence(2, 3);

        assertThat(recurrence.next(true)).isFalse();
        assertThat(recurrence.next(false)).isFalse();
        assertThat(recurrence.next(true)).isTrue();
        assertThat(recurrence.next(false)).isFalse();
        assertThat(recurrence.isNever()).isFalse();
        recurrence.forget();
        assertThat(recurrence.isNever()).isTrue();
    }
}
