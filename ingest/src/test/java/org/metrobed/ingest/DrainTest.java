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
        beat(Drain.FALLBACK_BEATS - 1, false);
        assertThat(drain.isOver()).isFalse();

        drain.beat(false);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void markerThatDoesNotComeIsGivenUpWhenNothingElseComesEither() {
        drain.begin();
        beat(Drain.FALLBACK_BEATS * 3, false);
        assertThat(drain.isOver()).isFalse();

        drain.beat(true);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void markerIsGivenUpInTheEndWhateverComes() {
        drain.begin();
        beat(Drain.LONGEST_BEATS - 1, false);
        assertThat(drain.isOver()).isFalse();

        drain.beat(false);
        assertThat(drain.isOver()).isTrue();
    }

    @Test
    void topicOfTheMarkerIsOneLevelForEachClientId() {
        assertThat(Drain.topic("ingest-1")).isEqualTo("metrobed/ingest/ingest-1/marker");
        assertThat(Drain.topic("a/b+#")).isEqualTo("metrobed/ingest/a_b__/marker");
        assertThat(Drain.isMarker(Drain.topic("x"))).isTrue();
        assertThat(Drain.isMarker("metrobed/v1/city/gw/thing/up")).isFalse();
    }

    private void beat(int times, boolean idle) {
        for (int i = 0; i < times; i++) {
            drain.beat(idle);
        }
    }
}
