package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final List<String> published = new ArrayList<>();
    private final Drain drain = new Drain(published::add);

    @Test
    void itIsOverWhenItsOwnMarkerHasPassed() {
        drain.begin();
        drain.passed("of an earlier connection");
        assertThat(drain.isOver()).isFalse();

        drain.passed(published.get(0));
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void beginningAgainWaitsForAnotherMarker() {
        drain.begin();
        drain.passed(published.get(0));
        drain.begin();
        drain.passed(published.get(0));
        assertThat(drain.isOver()).isFalse();

        drain.passed(published.get(1));
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void refusedMarkerIsGivenUpAfterSomeBeats() {
        drain.begin();
        drain.refused();
        heartbeat(Drain.FALLBACK_HEARTBEATS - 1, false);
        assertThat(drain.isOver()).isFalse();

        drain.heartbeat(false);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void markerThatDoesNotComeIsGivenUpWhenNothingElseComesEither() {
        drain.begin();
        heartbeat(Drain.FALLBACK_HEARTBEATS * 3, false);
        assertThat(drain.isOver()).isFalse();

        drain.heartbeat(true);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void markerIsGivenUpInTheEndWhateverComes() {
        drain.begin();
        heartbeat(Drain.LONGEST_HEARTBEATS - 1, false);
        assertThat(drain.isOver()).isFalse();

        drain.heartbeat(false);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void topicOfTheMarkerIsOneLevelForEachClientId() {
        assertThat(Drain.topic("ingest-1")).isEqualTo("metrobed/ingest/ingest-1/marker");
        assertThat(Drain.topic("a/b+#")).isEqualTo("metrobed/ingest/a_b__/marker");
        assertThat(Drain.isMarker(Drain.topic("x"))).isTrue();
        assertThat(Drain.isMarker("metrobed/v1/city/gw/thing/up")).isFalse();
    }

    private void heartbeat(int times, boolean idle) {
        for (int i = 0; i < times; i++) {
            drain.heartbeat(idle);
        }
    }
}
