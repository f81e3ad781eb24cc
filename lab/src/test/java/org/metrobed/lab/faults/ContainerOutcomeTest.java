package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainerOutcomeTest {

    private static final RowCheck.Count ROWS = new RowCheck.Count(20, 20, 0, 0, 0, 0);
    private static final WindowCheck.Count WINDOWS = new WindowCheck.Count(4, 4, 0);

    @Test
    void oneRowForEachReadingAndEachWindowHolds() {
        assertThat(outcome(ROWS, WINDOWS, 0).holds()).isTrue();
    }

    @Test
    void aMissingRowDoesNotHold() {
        assertThat(outcome(new RowCheck.Count(20, 19, 1, 0, 0, 0), WINDOWS, 0).holds())
                .isFalse();
    }

    @Test
    void aMissingWindowDoesNotHold() {
        assertThat(outcome(ROWS, new WindowCheck.Count(4, 3, 0), 0).holds()).isFalse();
    }

    @Test
    void aMessageThatNobodyHeardDoesNotHold() {
        assertThat(outcome(ROWS, WINDOWS, 1).holds()).isFalse();
    }

    @Test
    void tableHasALineForEachOutcome() {
        assertThat(ContainerOutcome.table(List.of(outcome(ROWS, WINDOWS, 0))))
                .hasSize(3)
                .last()
                .isEqualTo("| kafka | 20 | 20 | 0 | 0 | 0 | 0 | 4 of 4 | 7 | 1.5 | 0.3 |");
    }

    private static ContainerOutcome outcome(RowCheck.Count rows, WindowCheck.Count windows, long unheard) {
        return new ContainerOutcome("kafka", 7, unheard, rows, windows, 1.5, 0.25);
    }
}
