package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.at;

import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent.Kind;

class IngestOutagesTest {

    private final IngestOutages outages = new IngestOutages();

    @Test
    void outageLastsUntilIngestIsBackAndMeetsOnlySpansThatItTouches() {
        take(600, 1_200, Kind.OPENED);
        assertThat(outages.end(at(500), at(601))).isEqualTo(IngestOutages.LASTS);
        take(600, 1_200, Kind.RESOLVED);
        assertThat(outages.end(at(500), at(601))).isEqualTo(at(1_200));
        assertThat(outages.end(at(500), at(600))).isEqualTo(Long.MIN_VALUE);
        assertThat(outages.end(at(1_200), at(1_300))).isEqualTo(Long.MIN_VALUE);
        assertThat(outages.end(at(1_199), at(1_300))).isEqualTo(at(1_200));
    }

    @Test
    void openingThatIsToldAgainLaterDoesNotReopenIt() {
        take(600, 1_200, Kind.RESOLVED);
        take(600, 1_200, Kind.OPENED);
        assertThat(outages.end(at(700), at(800))).isEqualTo(at(1_200));
    }

    @Test
    void theLastOfSeveralCounts() {
        take(600, 1_200, Kind.RESOLVED);
        take(2_000, 2_600, Kind.RESOLVED);
        assertThat(outages.end(at(500), at(3_000))).isEqualTo(at(2_600));
    }

    @Test
    void oldOnesAreForgottenByTheLogTimeReachedWhateverIsKnownOfLaterTimes() {
        take(600, 1_200, Kind.RESOLVED);
        take(40 * 86_400, 40 * 86_400 + 600, Kind.RESOLVED);
        assertThat(outages.end(at(700), at(800))).isEqualTo(at(1_200));
        outages.advance(at(30 * 86_400 + 1_200));
        take(41 * 86_400, 41 * 86_400 + 600, Kind.RESOLVED);
        assertThat(outages.saved()).hasSize(3);
        outages.advance(at(30 * 86_400 + 1_201));
        take(42 * 86_400, 42 * 86_400 + 600, Kind.RESOLVED);
        assertThat(outages.saved()).hasSize(3).doesNotContainKey("outage-600");
    }

    @Test
    void oneThatMayBeForgottenDoesNotCount() {
        take(600, 1_200, Kind.RESOLVED);
        assertThat(outages.end(at(700), at(30 * 86_400 + 1_200))).isEqualTo(at(1_200));
        assertThat(outages.end(at(700), at(30 * 86_400 + 1_201))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void itIsLookedAgainAtTheFirstStepBeyondTheLogTimeReached() {
        assertThat(outages.againMillis(at(100))).isEqualTo(at(115));
        outages.advance(at(100));
        assertThat(outages.againMillis(at(100))).isEqualTo(at(115));
        outages.advance(at(3 * 86_400));
        assertThat(outages.againMillis(at(100))).isEqualTo(at(3 * 86_400 + 10));
    }

    private void take(long fromSecond, long toSecond, Kind kind) {
        outages.take(IngestOutages.Outage.of(Signs.outage(fromSecond, toSecond, kind)));
    }
}
