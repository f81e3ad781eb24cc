package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.Deadlines.Entry;
import org.metrobed.analysis.correlate.Deadlines.Item;

class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines();

    @Test
    void theEarliestComesFirstAndGatewaysBeforeAlertsOfTheSameTime() {
        deadlines.add(20, Item.GATEWAY, "later");
        deadlines.add(10, Item.ALERT, "a");
        deadlines.add(10, Item.GATEWAY, "g");
        deadlines.add(10, Item.ALERT, "a");

        assertThat(deadlines.nextMillis()).isEqualTo(10);
        assertThat(deadlines.poll()).isEqualTo(new Entry(10, Item.GATEWAY, "g"));
        assertThat(deadlines.poll()).isEqualTo(new Entry(10, Item.ALERT, "a"));
        assertThat(deadlines.poll()).isEqualTo(new Entry(20, Item.GATEWAY, "later"));
    }

    @Test
    void neverIsNoDeadline() {
        deadlines.add(Long.MAX_VALUE, Item.SWEEP, "");
        deadlines.add(10, Item.SILENCE, "s");
        deadlines.remove(10, Item.SILENCE, "s");

        assertThat(deadlines.nextMillis()).isEqualTo(Long.MAX_VALUE);
    }
}
