package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsubscriptionsTest {

    private final List<Set<String>> left = new ArrayList<>();

    @Test
    void withoutOthersFiltersAreLeftAtOnceButForThoseThatAreKept() {
        Unsubscriptions leaving = new Unsubscriptions(0, left::add);
        leaving.leave(Set.of("a", "b"), Set.of("b", "c"));
        leaving.heartbeat();

        assertThat(left).containsExactly(Set.of("a"));
    }

    @Test
    void withOthersFiltersAreLeftAfterSomeBeatsUnlessTheyAreWantedAgain() {
        Unsubscriptions leaving = new Unsubscriptions(3, left::add);
        leaving.leave(Set.of("a", "b"), Set.of());
        leaving.heartbeat();
        leaving.leave(Set.of("c"), Set.of("a"));
        leaving.heartbeat();
        leaving.heartbeat();
        assertThat(left).isEmpty();

        leaving.heartbeat();
        leaving.heartbeat();
        assertThat(left).containsExactly(Set.of("b", "c"));
    }
}
