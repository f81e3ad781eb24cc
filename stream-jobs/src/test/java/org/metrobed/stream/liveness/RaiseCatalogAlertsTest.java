package org.metrobed.stream.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.catalog.CatalogNotice;

class RaiseCatalogAlertsTest {

    private static final CatalogNotice BEGINS =
            new CatalogNotice(205_000, 8, 200_000, CatalogNotice.NONE, 1, "not a catalog record");
    private static final CatalogNotice ENDS = new CatalogNotice(305_000, 8, 200_000, 11, 3, "not a catalog record");

    private final RaiseCatalogAlerts alerts = new RaiseCatalogAlerts();

    @Test
    void faultOpensAnAlertOfThePipelineThatNamesTheRecordAndWhatIsWrong() {
        AlertEvent event = alerts.map(BEGINS);

        assertThat(event.kind()).isEqualTo(AlertEvent.Kind.OPENED);
        assertThat(event.datastream()).isEqualTo("metrobed/pipeline/catalog");
        assertThat(event.detector()).isEqualTo("catalog-unreadable");
        assertThat(event.message())
                .isEqualTo(
                        "record 8 of the catalog topic cannot be used and is skipped, the version before stays in force"
                                + " until the catalog is published again: not a catalog record");
        assertThat(event.recordedMillis()).isEqualTo(205_000);
        assertThat(event.finding().parent()).isEmpty();
    }

    @Test
    void nextVersionResolvesTheSameAlert() {
        AlertEvent event = alerts.map(ENDS);

        assertThat(event.kind()).isEqualTo(AlertEvent.Kind.RESOLVED);
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.alertId()).isEqualTo(alerts.map(BEGINS).alertId());
        assertThat(event.onsetMicros()).isEqualTo(alerts.map(BEGINS).onsetMicros());
        assertThat(event.message()).isEqualTo("catalog version 11 can be used; records skipped before it: 3");
    }

    @Test
    void toldAgainItIsTheSameRow() {
        assertThat(alerts.map(BEGINS)).isEqualTo(alerts.map(BEGINS));
        CatalogNotice other = new CatalogNotice(205_000, 9, 200_000, CatalogNotice.NONE, 1, "not a catalog record");
        assertThat(alerts.map(other).alertId()).isNotEqualTo(alerts.map(BEGINS).alertId());
    }
}
