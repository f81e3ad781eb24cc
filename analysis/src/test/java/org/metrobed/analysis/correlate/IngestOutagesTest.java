package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent.Kind;

class IngestOutagesTest {

    private final IngestOutages outages = new IngestOutages(List.of());

    @Test
    void outageLastsUntilIngestIsBackAndMeetsOnlySpansThatItTouches() {
        outages.take(Signs.outage(600, 1_200, Kind.OPENED));
        assertThat(outages.end(at(500), at(601))).isEqualTo(IngestOutages.LASTS);
        outages.take(Signs.outage(600, 1_200, Kind.RESOLVED));
        assertThat(outages.end(at(500), at(601))).isEqualTo(at(1_200));
        assertThat(outages.end(at(500), at(600))).isEqualTo(Long.MIN_VALUE);
        assertThat(outages.end(at(1_200), at(1_300))).isEqualTo(Long.MIN_VALUE);
        assertThat(outages.end(at(1_199), at(1_300))).isEqualTo(at(1_200));
    }

    @Test
    void openingThatIsToldAgainLaterDoesNotReopenIt() {
        outages.take(Signs.outage(600, 1_200, Kind.RESOLVED));
        outages.take(Signs.outage(600, 1_200, Kind.OPENED));
        assertThat(outages.end(at(700), at(800))).isEqualTo(at(1_200));
    }

    @Test
    void theLastOfSeveralCountsAndOldOnesAreForgotten() {
        outages.take(Signs.outage(600, 1_200, Kind.RESOLVED));
        outages.take(Signs.outage(2_000, 2_600, Kind.RESOLVED));
        assertThat(outages.end(at(500), at(3_000))).isEqualTo(at(2_600));
        outages.sweep(at(2_000));
        assertThat(outages.saved()).hasSize(1);
    }
}
